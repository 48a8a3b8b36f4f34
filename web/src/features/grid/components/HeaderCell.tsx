import { ArrowDown, ArrowUp, ChevronDown, Funnel } from "lucide-react";
import { type DragEvent, type PointerEvent, useState } from "react";

import { Menu, MenuContent, MenuTrigger } from "@/components/menu";
import { clsx } from "clsx";

import { type GridColumn, NARROWEST } from "../grid-column";
import type { GridView } from "../grid-view";
import { ColumnMenuItems, type ColumnActions } from "./ColumnMenuItems";
import { cellId, GUTTER_PX } from "./geometry";

type Props = {
  gridId: string;
  column: GridColumn;
  index: number;
  /** Distance from the grid's left edge; null for the frozen column. */
  start: number | null;
  width: number;
  view: GridView;
  selected: boolean;
  focused: boolean;
  /** The column being dragged, if any. */
  dragged: string | null;
  onDragged: (id: string | null) => void;
  menuOpen: boolean;
  onMenu: (open: boolean) => void;
  actions: ColumnActions;
};

function sortOf(view: GridView, id: string): "ascending" | "descending" | undefined {
  if (view.sort?.column !== id) return undefined;
  return view.sort.descending ? "descending" : "ascending";
}

/** A column's head: select by click, arrange by menu, by dragging, and at its right edge. */
export function HeaderCell({
  gridId,
  column,
  index,
  start,
  width,
  view,
  selected,
  focused,
  dragged,
  onDragged,
  menuOpen,
  onMenu,
  actions,
}: Props) {
  const [over, setOver] = useState(false);
  const sort = sortOf(view, column.id);

  const resize = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    const handle = event.currentTarget;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (move) =>
      actions.setWidth(column.id, Math.max(NARROWEST, Math.round(width + move.clientX - from)));
    handle.onpointerup = () => {
      handle.onpointermove = null;
    };
  };
  const accept = (event: DragEvent) => {
    if (dragged === null || dragged === column.id || start === null) return;
    event.preventDefault();
    setOver(true);
  };

  return (
    <div
      id={cellId(gridId, -1, index)}
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={sort}
      aria-selected={selected}
      data-row={-1}
      data-column={index}
      draggable={start !== null}
      onDragStart={(event) => {
        event.dataTransfer.setData("text/plain", column.id); // some browsers drag nothing without data
        onDragged(column.id);
      }}
      onDragEnd={() => onDragged(null)}
      onDragOver={accept}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (dragged !== null) actions.moveBefore(dragged, column.id);
      }}
      className={clsx(
        "group flex h-full shrink-0 items-center gap-1 overflow-hidden border-r border-b border-line bg-sunken pr-1 pl-2 font-medium select-none",
        start === null ? "sticky z-1 border-r-edge/50" : "absolute top-0",
        selected && "bg-accent-soft",
        focused && "outline-2 -outline-offset-2 outline-accent",
        over && "border-l-2 border-l-accent",
      )}
      style={start === null ? { left: GUTTER_PX, width } : { left: start, width }}
    >
      <span className="truncate" title={column.id}>
        {column.id}
      </span>
      {sort === "ascending" && <ArrowUp aria-hidden className="size-3 shrink-0 text-accent" />}
      {sort === "descending" && <ArrowDown aria-hidden className="size-3 shrink-0 text-accent" />}
      {view.filters[column.id] && <Funnel aria-label="filtered" className="size-3 shrink-0 text-accent" />}
      <Menu open={menuOpen} onOpenChange={onMenu}>
        <MenuTrigger asChild>
          <button
            type="button"
            tabIndex={-1}
            aria-label={`Arrange ${column.id}`}
            className="ml-auto flex size-5 shrink-0 items-center justify-center rounded text-quiet hover:bg-ink/10 hover:text-ink"
          >
            <ChevronDown aria-hidden className="size-3.5" />
          </button>
        </MenuTrigger>
        <MenuContent align="start" onCloseAutoFocus={actions.onMenuClosed}>
          <ColumnMenuItems column={column} sort={sort} frozen={start === null} actions={actions} />
        </MenuContent>
      </Menu>
      <div
        data-resize
        onPointerDown={resize}
        onDoubleClick={() => actions.fit(column.id)}
        className="absolute inset-y-0 right-0 w-1.5 cursor-col-resize touch-none hover:bg-accent"
      />
    </div>
  );
}
