import { type MouseEvent as ReactMouseEvent, useEffect, useRef } from "react";

import type { Place } from "../selection";
import { GUTTER_PX, HEADER_PX } from "./geometry";

const EDGE_PX = 24;
const STEP_PX = 18;

type Hit = Place & { gutter: boolean };

/** The cell an element belongs to, by the places it has in the grid. */
export function hitOf(target: EventTarget | null): Hit | null {
  const cell = target instanceof Element ? target.closest("[aria-colindex]") : null;
  const row = cell?.closest("[aria-rowindex]");
  if (!cell || !row) return null;
  const column = Number(cell.getAttribute("aria-colindex")) - 2;
  return {
    row: Number(row.getAttribute("aria-rowindex")) - 2,
    column: Math.max(0, column),
    gutter: column < 0,
  };
}

type Select = (hit: Hit, extend: boolean) => void;

/** Selecting with the mouse, by one set of listeners for all cells; scrolls at the edges. */
export function useDragSelect(scroller: HTMLElement | null, select: Select) {
  const dragging = useRef(false);
  const latest = useRef(select);
  useEffect(() => {
    latest.current = select;
  }, [select]);

  useEffect(() => {
    const move = (event: MouseEvent) => {
      if (!dragging.current || !scroller) return;
      const box = scroller.getBoundingClientRect();
      if (event.clientY > box.bottom - EDGE_PX) scroller.scrollTop += STEP_PX;
      if (event.clientY < box.top + HEADER_PX) scroller.scrollTop -= STEP_PX;
      if (event.clientX > box.right - EDGE_PX) scroller.scrollLeft += STEP_PX;
      if (event.clientX < box.left + GUTTER_PX) scroller.scrollLeft -= STEP_PX;
      const hit = hitOf(document.elementFromPoint(event.clientX, event.clientY));
      if (hit && hit.row >= 0) latest.current(hit, true);
    };
    const end = () => {
      dragging.current = false;
    };
    window.addEventListener("mousemove", move);
    window.addEventListener("mouseup", end);
    return () => {
      window.removeEventListener("mousemove", move);
      window.removeEventListener("mouseup", end);
    };
  }, [scroller]);

  return (event: ReactMouseEvent) => {
    if (event.button !== 0 || (event.target as Element).closest("button,[data-resize]")) return;
    const hit = hitOf(event.target);
    if (!hit) return;
    dragging.current = hit.row >= 0;
    select(hit, event.shiftKey);
  };
}
