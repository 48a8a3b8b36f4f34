import { ArrowDown, ArrowUp, ChevronDown, Funnel } from "lucide-react";

import { Menu, MenuContent, MenuTrigger } from "@/components/menu";
import { clsx } from "clsx";

import type { GridColumn } from "../grid-column";
import type { GridView } from "../grid-view";
import { ColumnMenuItems, type ColumnActions } from "./ColumnMenuItems";
import { cellId, GUTTER_PX } from "./geometry";
import { type Dragged, useHeadDrag } from "./use-head-drag";
import { useResize } from "./use-resize";

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
  dragged: Dragged;
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
  menuOpen,
  onMenu,
  actions,
}: Props) {
  const sort = sortOf(view, column.id);

  const { side, handlers } = useHeadDrag(column.id, start === null, dragged, actions);
  const resize = useResize(width, (next) => actions.setWidth(column.id, next));

  return (
    <div
      id={cellId(gridId, -1, index)}
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={sort}
      aria-selected={selected}
      {...handlers}
      className={clsx(
        "group flex h-full shrink-0 items-center gap-1 overflow-hidden border-r border-b border-line bg-sunken pr-1 pl-2 font-medium select-none",
        start === null ? "sticky z-1 border-r-edge/50" : "absolute top-0",
        selected && "bg-accent-soft",
        focused && "outline-2 -outline-offset-2 outline-accent",
        side === "before" && "shadow-[inset_3px_0_0_var(--accent)]",
        side === "behind" && "shadow-[inset_-3px_0_0_var(--accent)]",
        dragged.id === column.id && "opacity-60",
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
