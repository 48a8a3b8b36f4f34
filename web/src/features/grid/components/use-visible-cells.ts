import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo } from "react";

import type { GridColumn } from "../grid-column";
import { GUTTER_PX, HEADER_PX, ROW_PX } from "./geometry";
import type { ColumnSlice } from "./GridRowView";

/** Which rows and columns are in sight, and where they stand. */
export function useVisibleCells(
  scroller: HTMLDivElement | null,
  rowCount: number,
  columns: GridColumn[],
  firstWidth: number,
) {
  const frozen = GUTTER_PX + firstWidth;
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_PX,
    overscan: 10,
    paddingStart: HEADER_PX,
    useScrollendEvent: true,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: Math.max(0, columns.length - 1),
    getScrollElement: () => scroller,
    estimateSize: (index) => columns[index + 1]?.width ?? 0,
    paddingStart: frozen,
    overscan: 1,
    useScrollendEvent: true,
  });
  useEffect(() => across.measure(), [across, columns, frozen]);

  const inSight = across.getVirtualItems();
  const last = inSight.at(-1);
  const sliceKey = `${inSight[0]?.index ?? 0} ${last?.index ?? 0} ${last?.end ?? 0}`;
  const slice = useMemo<ColumnSlice | null>(() => {
    const first = columns[0];
    if (!first) return null;
    const rest = inSight.flatMap(({ index, start }) => {
      const column = columns[index + 1];
      return column ? [{ column, index: index + 1, start }] : [];
    });
    return { first, rest, firstWidth };
  }, [columns, firstWidth, sliceKey]); // eslint-disable-line react-hooks/exhaustive-deps -- the key stands for the virtual items, which are new on every scroll

  return {
    rowItems: rows.getVirtualItems(),
    height: rows.getTotalSize() - HEADER_PX,
    width: across.getTotalSize(),
    beside: Math.max(0, (scroller?.clientWidth ?? 0) - frozen),
    slice,
  };
}

export type VisibleCells = ReturnType<typeof useVisibleCells>;
