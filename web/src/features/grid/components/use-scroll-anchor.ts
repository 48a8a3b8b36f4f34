import { useEffect, useLayoutEffect, useRef } from "react";

import type { GridRow } from "../grid-row";
import { HEADER_PX, ROW_PX } from "./geometry";

/** The row that must not move: the focused one if it is in sight, else the one at the top edge. */
function anchorOf(scroller: HTMLElement, rows: GridRow[], focusedId: string | null): number {
  const top = Math.floor(scroller.scrollTop / ROW_PX);
  const inSight = Math.ceil((scroller.clientHeight - HEADER_PX) / ROW_PX);
  const focused = rows.slice(top, top + inSight).findIndex((row) => row.id === focusedId);
  return focused === -1 ? top : top + focused;
}

/**
 * Keeps the row that the user looks at where it is when rows come in above it, from when the user
 * first did something in the grid; before, the first row stays in sight. A new arrangement (`view`
 * differs) is the user's own doing and moves what is shown.
 */
export function useScrollAnchor(
  scroller: HTMLElement | null,
  rows: GridRow[],
  view: unknown,
  focusedId: string | null,
): void {
  const seen = useRef({ rows, view });
  const engaged = useRef(false);

  useEffect(() => {
    if (!scroller) return;
    const engage = () => {
      engaged.current = true;
    };
    const signs = ["wheel", "pointerdown", "keydown", "touchstart"] as const;
    for (const sign of signs) scroller.addEventListener(sign, engage, { passive: true });
    return () => {
      for (const sign of signs) scroller.removeEventListener(sign, engage);
    };
  }, [scroller]);

  useLayoutEffect(() => {
    const before = seen.current;
    seen.current = { rows, view };
    if (!scroller || !engaged.current || before.rows === rows || before.view !== view) return;
    const index = anchorOf(scroller, before.rows, focusedId);
    const anchor = before.rows[index];
    if (!anchor || rows[index]?.id === anchor.id) return;
    const now = rows.findIndex((row) => row.id === anchor.id);
    if (now !== -1) scroller.scrollBy(0, (now - index) * ROW_PX);
  }, [scroller, rows, view, focusedId]);
}
