import { useCallback, useMemo, useState } from "react";

import type { GridColumn } from "../grid-column";
import type { GridRow } from "../grid-row";
import { type CellKey, type Place, type Range, rangeOf } from "../selection";

/** Whole rows or columns stay whole when the rectangle between the corners would be smaller. */
type Kind = "cells" | "rows" | "columns" | "all";
type Selected = { anchor: CellKey; focus: CellKey; kind: Kind };

/** The focused cell and the rectangle around it, kept by row and column through every change. */
export function useGridSelection(rows: GridRow[], columns: GridColumn[]) {
  const [selected, setSelected] = useState<Selected | null>(null);
  const rowPlaces = useMemo(() => new Map(rows.map((row, index) => [row.id, index])), [rows]);

  const placeOf = useCallback(
    ({ rowId, columnId }: CellKey): Place | null => {
      const row = rowId === null ? -1 : rowPlaces.get(rowId);
      const column = columns.findIndex((candidate) => candidate.id === columnId);
      return row === undefined || column === -1 ? null : { row, column };
    },
    [rowPlaces, columns],
  );

  const focus = selected && placeOf(selected.focus);
  const anchor = selected && (placeOf(selected.anchor) ?? focus);
  const kind = selected?.kind ?? "cells";

  const range = useMemo<Range | null>(() => {
    if (!focus || !anchor || rows.length === 0) return null;
    if (focus.row === -1 && kind === "cells") return null;
    const drawn = rangeOf(anchor, focus);
    const wide = kind === "rows" || kind === "all";
    const tall = kind === "columns" || kind === "all";
    return {
      top: tall ? 0 : Math.max(0, drawn.top),
      bottom: tall ? rows.length - 1 : drawn.bottom,
      left: wide ? 0 : drawn.left,
      right: wide ? columns.length - 1 : drawn.right,
    };
  }, [focus?.row, focus?.column, anchor?.row, anchor?.column, kind, rows.length, columns.length]); // eslint-disable-line react-hooks/exhaustive-deps -- places are compared by what they hold

  const select = useCallback(
    (place: Place, nextKind: Kind, extend: boolean) => {
      const columnId = columns[place.column]?.id;
      if (columnId === undefined) return;
      const key = { rowId: rows[place.row]?.id ?? null, columnId };
      setSelected((now) => ({
        anchor: extend && now ? now.anchor : key,
        focus: key,
        kind: extend && now && nextKind === "cells" ? now.kind : nextKind,
      }));
    },
    [rows, columns],
  );
  return { focus, range, select, kind };
}
