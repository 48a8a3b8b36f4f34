import { type GridColumn, valueAt } from "./grid-column";
import type { GridRow } from "./grid-row";
import { compareOrders, sortKey } from "./sort-key";

function orderOf(value: string | undefined, dataType: string | undefined): string | number | undefined {
  if (value === undefined || dataType === "date") return value;
  return dataType === "number" ? Number(value) : sortKey(value);
}

/**
 * The rows by the values of a column; equal ones stay in their order, empty cells come last either
 * way. What is compared is made once a row: in a comparator it would be made some thirty times.
 */
export function sortRows(rows: GridRow[], column: GridColumn, descending: boolean): GridRow[] {
  const orders = rows.map((row) => orderOf(valueAt(row, column), column.dataType));
  const sign = descending ? -1 : 1;
  const indexes = rows.map((_, index) => index);
  indexes.sort((one, other) => {
    const first = orders[one];
    const second = orders[other];
    if (first === undefined || second === undefined)
      return Number(first === undefined) - Number(second === undefined);
    return sign * compareOrders(first, second);
  });
  return indexes.flatMap((index) => rows[index] ?? []);
}
