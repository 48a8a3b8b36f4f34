import { type DragEvent, useState } from "react";

import type { ColumnActions } from "./ColumnMenuItems";

export type Side = "before" | "behind";

/** What is dragged now, shared by all heads. */
export type Dragged = { id: string | null; set: (id: string | null) => void };

/** A head that can be dragged, and beside which another can be dropped: on the side of the pointer. */
export function useHeadDrag(columnId: string, frozen: boolean, dragged: Dragged, actions: ColumnActions) {
  const [side, setSide] = useState<Side | null>(null);

  const accept = (event: DragEvent<HTMLElement>) => {
    if (dragged.id === null || dragged.id === columnId || frozen) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setSide(event.clientX < left + width / 2 ? "before" : "behind");
  };

  const handlers = {
    draggable: !frozen,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData("text/plain", columnId); // some browsers drag nothing without data
      event.dataTransfer.effectAllowed = "move";
      dragged.set(columnId);
    },
    onDragEnd: () => dragged.set(null),
    onDragEnter: accept, // a drop right after crossing into a part of the head counts too
    onDragOver: accept,
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setSide(null);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setSide(null);
      if (dragged.id !== null && side !== null) actions.moveBeside(dragged.id, columnId, side);
    },
  };
  return { side, handlers };
}
