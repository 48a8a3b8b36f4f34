const counts = new Intl.NumberFormat();
const days = new Intl.DateTimeFormat(undefined, {
  year: "numeric",
  month: "short",
  day: "numeric",
  timeZone: "UTC",
});

/** A whole number in the user's locale. */
export const formatCount = (count: number) => counts.format(count);

/** `1 file`, `12 files`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `2024-05-31` in the user's locale; anything else as it is. */
export function formatDate(value: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return value;
  return days.format(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
}

/** By their number of digits; making one is slow. */
const decimals = new Map<number, Intl.NumberFormat>();

/** A plain decimal in the user's locale with all its digits; anything else as it is. */
export function formatDecimal(value: string): string {
  if (!/^-?\d{1,15}(\.\d+)?$/.test(value)) return value;
  const digits = value.split(".")[1]?.length ?? 0;
  let format = decimals.get(digits);
  if (!format) {
    format = new Intl.NumberFormat(undefined, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    decimals.set(digits, format);
  }
  return format.format(Number(value));
}

/** Bytes, as people say them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${value.toLocaleString(undefined, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}

/** A duration in seconds, coarse: `40 s`, `3 min 20 s`, `1 h 5 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
