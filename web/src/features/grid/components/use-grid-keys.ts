import type { KeyboardEvent } from "react";

import { type Bounds, moved, type Place } from "../selection";

type Keys = {
  focus: Place | null;
  bounds: Bounds;
  go: (place: Place, extend: boolean) => void;
  select: (place: Place, kind: "rows" | "columns" | "all", extend: boolean) => void;
  open: () => void;
  copyWithHeads: (event: KeyboardEvent) => void;
};

/** What the keys do while the grid itself has the focus, as in other spreadsheets. */
export function useGridKeys({ focus, bounds, go, select, open, copyWithHeads }: Keys) {
  return (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const from = focus ?? { row: 0, column: 0 };
    const command = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    const target = moved(from, event, bounds);
    if (command && letter === "a") select({ row: 0, column: 0 }, "all", false);
    else if (command && event.shiftKey && letter === "c") copyWithHeads(event);
    else if (event.key === " " && event.shiftKey) select(from, "rows", false);
    else if (event.key === " " && command) select(from, "columns", false);
    else if (event.key === "Enter") open();
    else if (target) go(target, event.shiftKey);
    else return;
    event.preventDefault();
  };
}
