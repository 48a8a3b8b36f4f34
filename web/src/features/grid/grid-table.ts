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
import type { ColumnDef, Row } from "@tanstack/react-table";
import { useMemo } from "react";

import type { Results } from "@/api/types";

import { SOURCE_COLUMN } from "./display";
import { passes } from "./filter-rows";
import type { GridRow } from "./grid-row";
import { type ColumnFilter, type GridView, isActive } from "./grid-view";

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

const words = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });

function compareBy(dataType: string | undefined) {
  if (dataType === "number") return (one: string, other: string) => Number(one) - Number(other);
  if (dataType === "date") return (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  return words.compare;
}

function firstWidth(name: string, dataType: string | undefined): number {
  const forName = Math.min(NAME_WIDEST, Math.round(name.length * LETTER_PX + BESIDE_NAME_PX));
  return Math.max(forName, WIDTHS[dataType ?? ""] ?? TEXT_WIDTH);
}

type Def = ColumnDef<typeof features, GridRow>;

function definition(id: string, place: number, dataType: string | undefined): Def {
  const compare = compareBy(dataType);
  return {
    id,
    accessorFn: (row) =>
      place < 0 ? row.source : row.kind === "read" ? (row.values[place] ?? undefined) : undefined,
    size: place < 0 ? SOURCE_WIDTH : firstWidth(id, dataType),
    minSize: NARROWEST,
    sortUndefined: "last",
    sortFn: (one: Row<typeof features, GridRow>, other: Row<typeof features, GridRow>, columnId: string) =>
      compare(one.getValue<string>(columnId), other.getValue<string>(columnId)),
    filterFn: (row: Row<typeof features, GridRow>, columnId: string, filter: unknown) =>
      passes(row.getValue<string | undefined>(columnId), filter as ColumnFilter, dataType),
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
