const NUMBER_WIDTH = 12;

/**
 * A text's place in the order people expect: whatever its case and accents, and numbers in it by
 * their size. Keys are compared by `<`, which is many times faster than a collator.
 */
export function sortKey(text: string): string {
  const plain = /[^\0-\x7f]/.test(text) ? text.normalize("NFD").replace(/\p{M}/gu, "") : text;
  return plain.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(NUMBER_WIDTH, "0"));
}

/** Compares two keys, or two numbers. */
export function compareOrders(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
