import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo } from "react";

import type { GridColumn } from "../grid-table";
import type { Place } from "../selection";
import { GUTTER_PX, HEADER_PX, ROW_PX } from "./geometry";
import type { ColumnSlice } from "./GridRowView";

/** The frozen column may take this much of a narrow screen. */
const FROZEN_SHARE = 0.45;
const FROZEN_NARROWEST = 96;

/** Which rows and columns are in sight, where they stand, and how to bring a cell into sight. */
export function useGridLayout(scroller: HTMLDivElement | null, rowCount: number, columns: GridColumn[]) {
  const room = scroller?.clientWidth ?? 0;
  const firstWidth = Math.min(
    columns[0]?.width ?? 0,
    room > 0 ? Math.max(FROZEN_NARROWEST, room * FROZEN_SHARE) : Infinity,
  );
  const frozen = GUTTER_PX + firstWidth;
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_PX,
    overscan: 10,
    paddingStart: HEADER_PX,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: Math.max(0, columns.length - 1),
    getScrollElement: () => scroller,
    estimateSize: (index) => columns[index + 1]?.width ?? 0,
    paddingStart: frozen,
    overscan: 2,
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

  const reveal = useCallback(
    ({ row, column }: Place) => {
      if (!scroller) return;
      let { scrollTop: top, scrollLeft: left } = scroller;
      if (row >= 0) {
        top = Math.min(top, row * ROW_PX);
        top = Math.max(top, (row + 1) * ROW_PX + HEADER_PX - scroller.clientHeight);
      }
      if (column > 0) {
        const start = columns.slice(1, column).reduce((sum, each) => sum + each.width, 0);
        left = Math.max(left, frozen + start + (columns[column]?.width ?? 0) - scroller.clientWidth);
        left = Math.min(left, start);
      }
      scroller.scrollTo(left, top);
    },
    [scroller, columns, frozen],
  );

  const pageRows = Math.max(1, Math.floor(((scroller?.clientHeight ?? 0) - HEADER_PX) / ROW_PX) - 1);
  return {
    rowItems: rows.getVirtualItems(),
    height: rows.getTotalSize() - HEADER_PX,
    width: across.getTotalSize(),
    beside: Math.max(0, room - frozen),
    slice,
    reveal,
    pageRows,
  };
}

export type GridLayout = ReturnType<typeof useGridLayout>;
