import type { PointerEvent } from "react";

import { NARROWEST } from "../grid-column";

/** A handle that changes a width as long as the pointer holds it. */
export function useResize(width: number, setWidth: (width: number) => void) {
  return (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (move) => setWidth(Math.max(NARROWEST, Math.round(width + move.clientX - from)));
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
    };
  };
}
