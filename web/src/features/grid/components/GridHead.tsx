import { memo, useState } from "react";

import type { GridView } from "../grid-view";
import type { Range } from "../selection";
import type { ColumnActions } from "./ColumnMenuItems";
import { GUTTER_PX, HEADER_PX } from "./geometry";
import type { ColumnSlice } from "./GridRowView";
import { HeaderCell } from "./HeaderCell";

type Props = {
  gridId: string;
  slice: ColumnSlice;
  width: number;
  view: GridView;
  /** The selected columns, when whole ones are selected. */
  selected: Range | null;
  focused: number;
  menuOf: string | null;
  onMenu: (columnId: string | null) => void;
  onSelectAll: () => void;
  actions: ColumnActions;
};

/** The frozen row of column heads. */
export const GridHead = memo(function GridHead({
  gridId,
  slice,
  width,
  view,
  selected,
  focused,
  menuOf,
  onMenu,
  onSelectAll,
  actions,
}: Props) {
  const [draggedId, setDraggedId] = useState<string | null>(null);
  const dragged = { id: draggedId, set: setDraggedId };
  const heads = [{ column: slice.first, index: 0, start: null }, ...slice.rest];
  return (
    <div role="rowgroup" className="sticky top-0 z-2" style={{ width, height: HEADER_PX }}>
      <div role="row" aria-rowindex={1} className="relative flex h-full">
        <div
          role="columnheader"
          aria-colindex={1}
          className="sticky left-0 z-1 shrink-0 border-r border-b border-line bg-sunken"
          style={{ width: GUTTER_PX }}
        >
          <button
            type="button"
            tabIndex={-1}
            aria-label="Select all cells"
            className="size-full"
            onClick={onSelectAll}
          />
        </div>
        {heads.map(({ column, index, start }) => (
          <HeaderCell
            key={column.id}
            gridId={gridId}
            column={column}
            index={index}
            start={start}
            width={index === 0 ? slice.firstWidth : column.width}
            view={view}
            selected={selected !== null && index >= selected.left && index <= selected.right}
            focused={focused === index}
            dragged={dragged}
            menuOpen={menuOf === column.id}
            onMenu={(open) => onMenu(open ? column.id : null)}
            actions={actions}
          />
        ))}
      </div>
    </div>
  );
});
