import { useCallback } from "react";

import type { GridColumn } from "../grid-column";
import type { Place } from "../selection";
import { GUTTER_PX, HEADER_PX, ROW_PX } from "./geometry";

/** The frozen column may take this much of a narrow screen. */
const FROZEN_SHARE = 0.45;
const FROZEN_NARROWEST = 96;

/** How wide the frozen column is where it stands. */
export function frozenWidth(scroller: HTMLElement | null, columns: GridColumn[]): number {
  const room = scroller?.clientWidth ?? 0;
  const most = room > 0 ? Math.max(FROZEN_NARROWEST, room * FROZEN_SHARE) : Infinity;
  return Math.min(columns[0]?.width ?? 0, most);
}

/** Brings a cell into sight, moving no more than is needed. */
export function useReveal(scroller: HTMLElement | null, columns: GridColumn[], firstWidth: number) {
  return useCallback(
    ({ row, column }: Place) => {
      if (!scroller) return;
      let { scrollTop: top, scrollLeft: left } = scroller;
      if (row >= 0) {
        top = Math.min(top, row * ROW_PX);
        top = Math.max(top, (row + 1) * ROW_PX + HEADER_PX - scroller.clientHeight);
      }
      if (column > 0) {
        const start = columns.slice(1, column).reduce((sum, each) => sum + each.width, 0);
        const end = GUTTER_PX + firstWidth + start + (columns[column]?.width ?? 0);
        left = Math.min(Math.max(left, end - scroller.clientWidth), start);
      }
      scroller.scrollTo(left, top);
    },
    [scroller, columns, firstWidth],
  );
}
