import { type RefObject, useCallback, useEffect, useId, useMemo, useState } from "react";

import type { FailedRow, GridRow } from "../grid-row";
import type { Field, GridColumn } from "../grid-column";
import type { ChangeView, GridView } from "../grid-view";
import type { Place } from "../selection";
import { useArrangedRows } from "../use-arranged-rows";
import { useColumns } from "../use-columns";
import { cellId, HEADER_PX, ROW_PX } from "./geometry";
import { GridViewport } from "./GridViewport";
import { useAside } from "./use-aside";
import { useColumnActions } from "./use-column-actions";
import { useCopy } from "./use-copy";
import { useDragSelect } from "./use-drag-select";
import { type GridHandle, useGridHandle } from "./use-grid-handle";
import { useGridKeys } from "./use-grid-keys";
import { useGridSelection } from "./use-grid-selection";
import { frozenWidth, useReveal } from "./use-reveal";
import { useScrollAnchor } from "./use-scroll-anchor";

export type FocusedCell = { row: GridRow; column: GridColumn };

type Props = {
  label: string;
  /** Rows after the search; the view's column filters and sort are applied here. */
  data: GridRow[];
  columnNames: string[];
  fields: Field[];
  view: GridView;
  changeView: ChangeView;
  handle: RefObject<GridHandle | null>;
  onFocused: (cell: FocusedCell | null) => void;
  onOpen: () => void;
  onFilter: (columnId: string) => void;
  onRetry: (row: FailedRow) => void;
  onCount: (shown: number) => void;
};

const START: Place = { row: 0, column: 0 };

/** The spreadsheet: only what is in sight is in the document, of rows and of columns. */
export function SheetGrid(props: Props) {
  const {
    label,
    data,
    columnNames,
    fields,
    view,
    changeView,
    handle,
    onFocused,
    onOpen,
    onFilter,
    onRetry,
    onCount,
  } = props;
  const gridId = useId();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [menuOf, setMenuOf] = useState<string | null>(null);
  const { all, shown: columns } = useColumns(columnNames, fields, view);
  const rows = useArrangedRows(data, all, view);
  const { focus, range, select, kind } = useGridSelection(rows, columns);
  const firstWidth = frozenWidth(scroller, columns);
  const reveal = useReveal(scroller, columns, firstWidth);

  const { sort, filters, search, needsLook } = view;
  const arrangement = useMemo(
    () => ({ sort, filters, search, needsLook }),
    [sort, filters, search, needsLook],
  );
  useEffect(() => onCount(rows.length), [onCount, rows.length]);

  const focusedRow = focus ? rows[focus.row] : undefined;
  const focusedColumn = focus ? columns[focus.column] : undefined;
  useAside(scroller);
  useScrollAnchor(scroller, rows, arrangement, focusedRow?.id ?? null);
  useEffect(
    () => onFocused(focusedRow && focusedColumn ? { row: focusedRow, column: focusedColumn } : null),
    [onFocused, focusedRow, focusedColumn],
  );

  const go = useCallback(
    (place: Place, extend: boolean) => {
      select(place, "cells", extend);
      reveal(place);
    },
    [select, reveal],
  );
  useGridHandle(handle, { rows, columns, view, focus }, go);
  const focusGrid = useCallback(() => scroller?.focus(), [scroller]);
  const actions = useColumnActions(rows, columns, view, changeView, onFilter, focusGrid);
  const { onCopy, copyWithHeads } = useCopy(range, rows, columns);
  const onMouseDown = useDragSelect(scroller, (hit, extend) => {
    if (hit.row === -1) select({ row: -1, column: hit.column }, "columns", extend);
    else select(hit, hit.gutter ? "rows" : "cells", extend);
  });
  const open = () => {
    if (focus?.row === -1 && focusedColumn) setMenuOf(focusedColumn.id);
    else if (focusedRow?.kind !== "failed") onOpen();
    else if (focusedRow.canRetry) onRetry(focusedRow);
  };
  const pageRows = Math.max(1, Math.floor(((scroller?.clientHeight ?? 0) - HEADER_PX) / ROW_PX) - 1);
  const bounds = { rows: rows.length, columns: columns.length, pageRows };
  const onKeyDown = useGridKeys({ focus, bounds, go, select, open, copyWithHeads });

  const selectAll = useCallback(() => select(START, "all", false), [select]);
  const cellOf = (place: Place) => (focusedRow?.kind === "failed" ? Math.min(place.column, 1) : place.column);
  return (
    <div
      ref={setScroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-activedescendant={focus ? cellId(gridId, focus.row, cellOf(focus)) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onDoubleClick={(event) => (event.target as Element).closest("[aria-colindex]") && open()}
      onFocus={(event) => {
        if (event.target === event.currentTarget && !focus)
          select(rows.length > 0 ? START : { row: -1, column: 0 }, "cells", false);
      }}
      onCopy={onCopy}
      className="relative h-full overflow-auto overscroll-contain bg-surface outline-none"
    >
      <GridViewport
        gridId={gridId}
        scroller={scroller}
        rows={rows}
        columns={columns}
        firstWidth={firstWidth}
        view={view}
        range={range}
        focus={focus}
        selected={kind === "columns" || kind === "all" ? range : null}
        focused={focus?.row === -1 ? focus.column : -1}
        menuOf={menuOf}
        onMenu={setMenuOf}
        onSelectAll={selectAll}
        onRetry={onRetry}
        actions={actions}
      />
    </div>
  );
}
