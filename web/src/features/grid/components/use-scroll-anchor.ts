import { useLayoutEffect, useRef } from "react";

import type { GridRow } from "../grid-row";
import { ROW_PX } from "./geometry";

/**
 * Keeps the row at the top edge where it is when rows come in above it. A new arrangement (`view`
 * differs) is the user's own doing and moves what is shown.
 */
export function useScrollAnchor(scroller: HTMLElement | null, rows: GridRow[], view: unknown): void {
  const seen = useRef({ rows, view });
  useLayoutEffect(() => {
    const before = seen.current;
    seen.current = { rows, view };
    if (!scroller || before.rows === rows || before.view !== view) return;
    const index = Math.floor(scroller.scrollTop / ROW_PX);
    const anchor = before.rows[index];
    if (!anchor || rows[index]?.id === anchor.id) return;
    const now = rows.findIndex((row) => row.id === anchor.id);
    if (now !== -1) scroller.scrollBy(0, (now - index) * ROW_PX);
  }, [scroller, rows, view]);
}
