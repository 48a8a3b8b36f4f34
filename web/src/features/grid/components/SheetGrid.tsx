import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useState,
} from "react";

import type { ExportView } from "@/api/types";
import { clsx } from "clsx";

import type { FailedRow, GridRow } from "../grid-row";
import { type Field, type GridColumn, useGridTable } from "../grid-table";
import type { ChangeView, GridView } from "../grid-view";
import { moved, type Place } from "../selection";
import { FailedRowView } from "./FailedRowView";
import { cellId, GUTTER_PX, HEADER_PX, ROW_PX } from "./geometry";
import { type ColumnSlice, GridRowView } from "./GridRowView";
import { HeaderCell } from "./HeaderCell";
import { useColumnActions } from "./use-column-actions";
import { useCopy } from "./use-copy";
import { useDragSelect } from "./use-drag-select";
import { useGridSelection } from "./use-grid-selection";
import { useScrollAnchor } from "./use-scroll-anchor";

export type FocusedCell = { row: GridRow; column: GridColumn };

/** What the grid's surroundings may ask of it. */
export type GridHandle = {
  /** Columns and rows as they are shown, for an export. */
  shown: () => ExportView;
  /** Moves the focus to the next (1) or previous (-1) cell, through the row and on to the next one. */
  step: (by: 1 | -1) => void;
};

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

/** The spreadsheet: only what is visible is in the document, of rows and of columns. */
export function SheetGrid({
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
}: Props) {
  const gridId = useId();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [menuOf, setMenuOf] = useState<string | null>(null);
  const { columns, rows } = useGridTable(data, columnNames, fields, view);
  const { focus, range, select, kind } = useGridSelection(rows, columns);
  const arrangement = useMemo(
    () => ({ sort: view.sort, filters: view.filters, search: view.search, needsLook: view.needsLook }),
    [view.sort, view.filters, view.search, view.needsLook],
  );
  useScrollAnchor(scroller, rows, arrangement);
  useEffect(() => onCount(rows.length), [onCount, rows.length]);

  const firstWidth = Math.min(
    columns[0]?.width ?? 0,
    scroller && scroller.clientWidth > 0 ? Math.max(96, scroller.clientWidth * 0.45) : Infinity,
  );
  const frozen = GUTTER_PX + firstWidth;
  const rowVirtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_PX,
    overscan: 10,
    paddingStart: HEADER_PX,
  });
  const columnVirtualizer = useVirtualizer({
    horizontal: true,
    count: Math.max(0, columns.length - 1),
    getScrollElement: () => scroller,
    estimateSize: (index) => columns[index + 1]?.width ?? 0,
    paddingStart: frozen,
    overscan: 2,
  });
  useEffect(() => columnVirtualizer.measure(), [columnVirtualizer, columns, frozen]);

  const visibleColumns = columnVirtualizer.getVirtualItems();
  const sliceKey = `${visibleColumns[0]?.index ?? 0} ${visibleColumns.at(-1)?.index ?? 0} ${visibleColumns.at(-1)?.end ?? 0}`;
  const slice = useMemo<ColumnSlice | null>(() => {
    const first = columns[0];
    if (!first) return null;
    const rest = visibleColumns.flatMap(({ index, start }) => {
      const column = columns[index + 1];
      return column ? [{ column, index: index + 1, start }] : [];
    });
    return { first, rest, firstWidth };
  }, [columns, firstWidth, sliceKey]); // eslint-disable-line react-hooks/exhaustive-deps -- the key stands for the virtual items, which are new on every scroll
  const width = columnVirtualizer.getTotalSize();

  const reveal = useCallback(
    ({ row, column }: Place) => {
      if (!scroller) return;
      const top = row * ROW_PX;
      if (row >= 0 && top < scroller.scrollTop) scroller.scrollTop = top;
      const bottom = top + ROW_PX + HEADER_PX - scroller.clientHeight;
      if (row >= 0 && bottom > scroller.scrollTop) scroller.scrollTop = bottom;
      if (column === 0) return;
      const start = columns.slice(1, column).reduce((sum, each) => sum + each.width, 0);
      if (start < scroller.scrollLeft) scroller.scrollLeft = start;
      const end = frozen + start + (columns[column]?.width ?? 0) - scroller.clientWidth;
      if (end > scroller.scrollLeft) scroller.scrollLeft = Math.min(end, start);
    },
    [scroller, columns, frozen],
  );
  const go = useCallback(
    (place: Place, extend: boolean) => {
      select(place, "cells", extend);
      reveal(place);
    },
    [select, reveal],
  );

  const focusedRow = focus ? rows[focus.row] : undefined;
  const focusedColumn = focus ? columns[focus.column] : undefined;
  useEffect(
    () => onFocused(focusedRow && focusedColumn ? { row: focusedRow, column: focusedColumn } : null),
    [onFocused, focusedRow, focusedColumn],
  );

  useImperativeHandle(
    handle,
    () => ({
      shown: () => ({
        columns: columns.filter((column) => column.place >= 0).map((column) => column.id),
        rows: rows.flatMap((row) =>
          row.kind === "read" ? [[row.taskId, row.rowIndex] as [string, number]] : [],
        ),
      }),
      step: (by) => {
        const from = focus ?? { row: 0, column: 0 };
        const at = Math.max(0, from.row) * columns.length + from.column + by;
        const last = rows.length * columns.length - 1;
        const next = Math.min(Math.max(0, at), last);
        go({ row: Math.floor(next / columns.length), column: next % columns.length }, false);
      },
    }),
    [columns, rows, focus, go],
  );

  const focusGrid = useCallback(() => scroller?.focus(), [scroller]);
  const actions = useColumnActions(rows, columns, view, changeView, onFilter, focusGrid);
  const onMouseDown = useDragSelect(scroller, (hit, extend) => {
    if (hit.row === -1) select({ row: -1, column: hit.column }, "columns", extend);
    else select(hit, hit.gutter ? "rows" : "cells", extend);
  });
  const { onCopy, copyWithHeads } = useCopy(range, rows, columns);

  const openFocused = () => {
    if (focus?.row === -1 && focusedColumn) setMenuOf(focusedColumn.id);
    else if (focusedRow?.kind === "failed") {
      if (focusedRow.canRetry) onRetry(focusedRow);
    } else onOpen();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const from = focus ?? { row: 0, column: 0 };
    const command = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    const pageRows = Math.max(1, Math.floor(((scroller?.clientHeight ?? 0) - HEADER_PX) / ROW_PX) - 1);
    const target = moved(from, event, { rows: rows.length, columns: columns.length, pageRows });
    if (command && letter === "a") select({ row: 0, column: 0 }, "all", false);
    else if (command && event.shiftKey && letter === "c") {
      copyWithHeads(event);
      return;
    } else if (event.key === " " && event.shiftKey) select(from, "rows", false);
    else if (event.key === " " && command) select(from, "columns", false);
    else if (event.key === "Enter") openFocused();
    else if (target) go(target, event.shiftKey);
    else return;
    event.preventDefault();
  };

  const inRange = (row: number) => range !== null && row >= range.top && row <= range.bottom;
  return (
    <div
      ref={setScroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-activedescendant={focus ? cellId(gridId, focus.row, focus.column) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onDoubleClick={(event) => (event.target as Element).closest("[data-row]") && openFocused()}
      onFocus={(event) =>
        event.target === event.currentTarget &&
        !focus &&
        select({ row: rows.length > 0 ? 0 : -1, column: 0 }, "cells", false)
      }
      onCopy={onCopy}
      className="relative h-full overflow-auto overscroll-contain bg-surface outline-none focus-visible:ring-2 focus-visible:ring-accent focus-visible:ring-inset"
    >
      {slice && (
        <>
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
                  onClick={() => select({ row: 0, column: 0 }, "all", false)}
                />
              </div>
              {[{ column: slice.first, index: 0, start: null }, ...slice.rest].map(
                ({ column, index, start }) => (
                  <HeaderCell
                    key={column.id}
                    gridId={gridId}
                    column={column}
                    index={index}
                    start={start}
                    width={index === 0 ? firstWidth : column.width}
                    view={view}
                    selected={
                      kind !== "cells" &&
                      kind !== "rows" &&
                      range !== null &&
                      index >= range.left &&
                      index <= range.right
                    }
                    focused={focus?.row === -1 && focus.column === index}
                    menuOpen={menuOf === column.id}
                    onMenu={(open) => setMenuOf(open ? column.id : null)}
                    actions={actions}
                  />
                ),
              )}
            </div>
          </div>
          <div
            role="rowgroup"
            className={clsx(rows.length === 0 && "hidden")}
            style={{ height: rowVirtualizer.getTotalSize() - HEADER_PX, width }}
          >
            {rowVirtualizer.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              if (!row) return null;
              const common = {
                gridId,
                index,
                top: start,
                width,
                slice,
                left: inRange(index) && range ? range.left : -1,
                focused: focus?.row === index ? focus.column : -1,
              };
              return row.kind === "read" ? (
                <GridRowView
                  key={row.id}
                  row={row}
                  right={inRange(index) && range ? range.right : -1}
                  {...common}
                />
              ) : (
                <FailedRowView
                  key={row.id}
                  row={row}
                  columnCount={columns.length}
                  roomPx={(scroller?.clientWidth ?? 0) - frozen}
                  onRetry={onRetry}
                  {...common}
                />
              );
            })}
          </div>
        </>
      )}
    </div>
  );
}
