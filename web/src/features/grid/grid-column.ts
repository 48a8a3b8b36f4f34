import type { Results } from "@/api/types";

import type { GridRow } from "./grid-row";

export type Field = Results["fields"][number];

/** A column as it is shown. `place` is its place in a row's `values`; -1: the source. */
export type GridColumn = { id: string; width: number; dataType: string | undefined; place: number };

export const NARROWEST = 56;
const WIDTHS: Record<string, number> = { date: 120, number: 96, boolean: 84 };
const SOURCE_WIDTH = 190;
const TEXT_WIDTH = 168;
/** A column is at first as wide as its name, but not for the longest ones. */
const NAME_WIDEST = 236;
const LETTER_PX = 7.4;
const BESIDE_NAME_PX = 46;

/** How wide a column is before the user says otherwise. */
export function firstWidth(name: string, place: number, dataType: string | undefined): number {
  if (place < 0) return SOURCE_WIDTH;
  const forName = Math.min(NAME_WIDEST, Math.round(name.length * LETTER_PX + BESIDE_NAME_PX));
  return Math.max(forName, WIDTHS[dataType ?? ""] ?? TEXT_WIDTH);
}

/** A row's value in a column; undefined for an empty cell, and for what a failed file has none of. */
export function valueAt(row: GridRow, { place }: Pick<GridColumn, "place">): string | undefined {
  if (place < 0) return row.source;
  return row.kind === "read" ? (row.values[place] ?? undefined) : undefined;
}
