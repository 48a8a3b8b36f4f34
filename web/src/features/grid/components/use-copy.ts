import type { ClipboardEvent, KeyboardEvent } from "react";

import { say } from "@/components/toast-store";
import { plural } from "@/lib/format";

import type { GridRow } from "../grid-row";
import type { GridColumn } from "../grid-column";
import type { Range } from "../selection";
import { toTsv } from "../tsv";

function valueAt(row: GridRow, column: GridColumn): string | null {
  if (column.place < 0) return row.source;
  if (row.kind === "failed") return column.place === 0 ? row.reason : null;
  return row.values[column.place] ?? null;
}

function selectedText(range: Range, rows: GridRow[], columns: GridColumn[], withHeads: boolean): string {
  const chosen = columns.slice(range.left, range.right + 1);
  const values = rows
    .slice(range.top, range.bottom + 1)
    .map((row) => chosen.map((column) => valueAt(row, column)));
  return toTsv(withHeads ? [chosen.map((column) => column.id), ...values] : values);
}

/** Ctrl+C copies the selected cells for spreadsheets; with Shift, the columns' names too. */
export function useCopy(range: Range | null, rows: GridRow[], columns: GridColumn[]) {
  const tell = () => {
    if (range)
      say(`Copied ${plural((range.bottom - range.top + 1) * (range.right - range.left + 1), "cell")}.`);
  };
  return {
    onCopy: (event: ClipboardEvent) => {
      if (!range || (event.target as Element).closest("input")) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", selectedText(range, rows, columns, false));
      tell();
    },
    copyWithHeads: (event: KeyboardEvent) => {
      if (!range) return;
      event.preventDefault();
      navigator.clipboard
        .writeText(selectedText(range, rows, columns, true))
        .then(tell, () => say("The browser does not allow copying here.", { tone: "bad" }));
    },
  };
}
