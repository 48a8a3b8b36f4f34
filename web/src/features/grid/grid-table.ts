import {
  columnFilteringFeature,
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createFilteredRowModel,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import type { ColumnDef, Row as TableRow } from "@tanstack/react-table";
import { useMemo } from "react";

import type { Results } from "@/api/types";

import { SOURCE_COLUMN } from "./display";
import { passes } from "./filter-rows";
import type { GridRow } from "./grid-row";
import { type ColumnFilter, type GridView, isActive } from "./grid-view";
import { compareOrders, sortKey } from "./sort-key";

const features = tableFeatures({
  columnOrderingFeature,
  columnVisibilityFeature,
  columnSizingFeature,
  columnFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  filterFns: {},
  sortFns: {},
});

export type Field = Results["fields"][number];
export type GridColumn = {
  id: string;
  width: number;
  dataType: string | undefined;
  /** Place in a row's `values`; -1: the source. */ place: number;
};

const WIDTHS: Record<string, number> = { date: 120, number: 96, boolean: 84 };
const SOURCE_WIDTH = 190;
const TEXT_WIDTH = 168;
/** A column is at first as wide as its name, but not for the longest ones. */
const NAME_WIDEST = 236;
const LETTER_PX = 7.4;
const BESIDE_NAME_PX = 46;
export const NARROWEST = 56;

/** What a column is sorted by: sizes for numbers, keys for the rest; undefined for an empty cell. */
function orderOf(value: string | undefined, dataType: string | undefined): string | number | undefined {
  if (value === undefined || dataType === "date") return value;
  return dataType === "number" ? Number(value) : sortKey(value);
}

function valueAt(row: GridRow, place: number): string | undefined {
  if (place < 0) return row.source;
  return row.kind === "read" ? (row.values[place] ?? undefined) : undefined;
}

function firstWidth(name: string, dataType: string | undefined): number {
  const forName = Math.min(NAME_WIDEST, Math.round(name.length * LETTER_PX + BESIDE_NAME_PX));
  return Math.max(forName, WIDTHS[dataType ?? ""] ?? TEXT_WIDTH);
}

type Def = ColumnDef<typeof features, GridRow>;

type Row = TableRow<typeof features, GridRow>;

function definition(id: string, place: number, dataType: string | undefined): Def {
  return {
    id,
    accessorFn: (row) => orderOf(valueAt(row, place), dataType), // kept by the table, so made once a row
    size: place < 0 ? SOURCE_WIDTH : firstWidth(id, dataType),
    minSize: NARROWEST,
    sortUndefined: "last",
    sortFn: (one: Row, other: Row, columnId: string) =>
      compareOrders(one.getValue<string | number>(columnId), other.getValue<string | number>(columnId)),
    filterFn: (row: Row, _columnId: string, filter: unknown) =>
      passes(valueAt(row.original, place), filter as ColumnFilter, dataType),
  };
}

/** The columns and rows to show: arranged, filtered and sorted as the view says. */
export function useGridTable(data: GridRow[], columnNames: string[], fields: Field[], view: GridView) {
  const types = useMemo(() => new Map(fields.map((field) => [field.name, field.data_type])), [fields]);
  const columns = useMemo(
    () => [
      definition(SOURCE_COLUMN, -1, "text"),
      ...columnNames.map((name, place) => definition(name, place, types.get(name))),
    ],
    [columnNames, types],
  );
  const state = useMemo(
    () => ({
      columnOrder: [SOURCE_COLUMN, ...view.order.filter((name) => name !== SOURCE_COLUMN)],
      columnVisibility: Object.fromEntries(
        view.hidden.filter((name) => name !== SOURCE_COLUMN).map((name) => [name, false]),
      ),
      columnSizing: view.widths,
      sorting: view.sort ? [{ id: view.sort.column, desc: view.sort.descending }] : [],
      columnFilters: Object.entries(view.filters)
        .filter(([id, filter]) => isActive(filter) && (id === SOURCE_COLUMN || columnNames.includes(id)))
        .map(([id, value]) => ({ id, value })),
    }),
    [view.order, view.hidden, view.widths, view.sort, view.filters, columnNames],
  );
  const table = useTable({ features, columns, data, state, getRowId: (row) => row.id });

  const visible = table.getVisibleLeafColumns();
  const shown = useMemo<GridColumn[]>(
    () =>
      visible.map((column) => ({
        id: column.id,
        width: view.widths[column.id] ?? column.getSize(),
        dataType: types.get(column.id),
        place: columnNames.indexOf(column.id),
      })),
    [visible, view.widths, types, columnNames],
  );
  const model = table.getRowModel().rows;
  const rows = useMemo(() => model.map((row) => row.original), [model]);
  return { columns: shown, rows };
}
