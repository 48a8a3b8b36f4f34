/** Spreadsheets run what begins like this; numbers may begin with a minus. */
const FORMULA = /^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/;

function field(value: string | null): string {
  if (value === null) return "";
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[\t\n\r"]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** Rows as spreadsheets take them from the clipboard. A value never becomes a formula. */
export function toTsv(rows: (string | null)[][]): string {
  return rows.map((row) => row.map(field).join("\t")).join("\r\n");
}
