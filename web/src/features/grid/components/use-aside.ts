import { useEffect } from "react";

/**
 * Marks the scroller `data-aside` while it is moved aside, and from the first sign that it will be, so
 * that the frozen column sticks only then: sticking costs a layer a row, on every frame.
 */
export function useAside(scroller: HTMLElement | null): void {
  useEffect(() => {
    if (!scroller) return;
    const stick = () => scroller.toggleAttribute("data-aside", true);
    const moved = () => {
      if (scroller.scrollLeft !== 0) stick();
    };
    const settled = () => scroller.toggleAttribute("data-aside", scroller.scrollLeft !== 0);
    const turned = (event: WheelEvent) => {
      if (event.deltaX !== 0 || event.shiftKey) stick();
    };
    moved();
    scroller.addEventListener("scroll", moved, { passive: true });
    scroller.addEventListener("scrollend", settled, { passive: true });
    scroller.addEventListener("wheel", turned, { passive: true });
    scroller.addEventListener("pointerdown", stick, { passive: true });
    return () => {
      scroller.removeEventListener("scroll", moved);
      scroller.removeEventListener("scrollend", settled);
      scroller.removeEventListener("wheel", turned);
      scroller.removeEventListener("pointerdown", stick);
    };
  }, [scroller]);
}
