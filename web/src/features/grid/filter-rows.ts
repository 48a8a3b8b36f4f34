import { type GridColumn, valueAt } from "./grid-column";
import type { GridRow } from "./grid-row";
import { type ColumnFilter, type GridView, isActive } from "./grid-view";

const plain = (text: string) => text.toLocaleLowerCase();

function contains(row: GridRow, words: string[]): boolean {
  const texts = row.kind === "read" ? row.values : [row.reason];
  return words.every(
    (word) =>
      plain(row.source).includes(word) || texts.some((text) => text !== null && plain(text).includes(word)),
  );
}

/** The rows that the search and *needs a look* leave; column filters come on top. */
export function searchRows(
  rows: GridRow[],
  { search, needsLook }: Pick<GridView, "search" | "needsLook">,
): GridRow[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0 && !needsLook) return rows;
  return rows.filter((row) => (!needsLook || row.needsLook) && contains(row, words));
}

const isBetween = (
  value: string,
  { from, to }: ColumnFilter,
  compare: (one: string, other: string) => number,
) => (!from || compare(value, from) >= 0) && (!to || compare(value, to) <= 0);

/** Whether a value passes a column's filter. An empty cell passes none. */
export function passes(
  value: string | undefined,
  filter: ColumnFilter,
  dataType: string | undefined,
): boolean {
  if (value === undefined) return false;
  if (filter.contains && !plain(value).includes(plain(filter.contains))) return false;
  const compare =
    dataType === "number"
      ? (one: string, other: string) => Number(one) - Number(other)
      : (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  return isBetween(value, filter, compare);
}

/** The rows that pass all column filters. Filters that say nothing yet leave all. */
export function filterRows(
  rows: GridRow[],
  columns: GridColumn[],
  filters: Record<string, ColumnFilter>,
): GridRow[] {
  const active = columns.flatMap((column) => {
    const filter = filters[column.id];
    return filter && isActive(filter) ? [{ column, filter }] : [];
  });
  if (active.length === 0) return rows;
  return rows.filter((row) =>
    active.every(({ column, filter }) => passes(valueAt(row, column), filter, column.dataType)),
  );
}
