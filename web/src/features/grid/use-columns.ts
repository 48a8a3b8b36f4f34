import {
  type ColumnDef,
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";

import { SOURCE_COLUMN } from "./display";
import { type Field, firstWidth, type GridColumn, NARROWEST } from "./grid-column";
import type { GridRow } from "./grid-row";
import type { GridView } from "./grid-view";

const features = tableFeatures({ columnOrderingFeature, columnVisibilityFeature, columnSizingFeature });
const NO_ROWS: GridRow[] = [];

/** All columns, the source first, and those of them that the view shows, in its order and widths. */
export function useColumns(columnNames: string[], fields: Field[], view: GridView) {
  const all = useMemo<GridColumn[]>(() => {
    const types = new Map(fields.map((field) => [field.name, field.data_type]));
    return [SOURCE_COLUMN, ...columnNames].map((id, index) => {
      const dataType = index === 0 ? "text" : types.get(id);
      return { id, place: index - 1, dataType, width: firstWidth(id, index - 1, dataType) };
    });
  }, [columnNames, fields]);

  const definitions = useMemo(
    () =>
      all.map(({ id, width }): ColumnDef<typeof features, GridRow> => ({
        id,
        size: width,
        minSize: NARROWEST,
      })),
    [all],
  );
  const state = useMemo(
    () => ({
      columnOrder: [SOURCE_COLUMN, ...view.order.filter((name) => name !== SOURCE_COLUMN)],
      columnVisibility: Object.fromEntries(
        view.hidden.filter((name) => name !== SOURCE_COLUMN).map((name) => [name, false]),
      ),
      columnSizing: view.widths,
    }),
    [view.order, view.hidden, view.widths],
  );
  const table = useTable({ features, columns: definitions, data: NO_ROWS, state });
  const visible = table.getVisibleLeafColumns();
  const shown = useMemo<GridColumn[]>(
    () =>
      visible.flatMap(({ id }) => {
        const column = all.find((candidate) => candidate.id === id);
        return column ? [{ ...column, width: view.widths[id] ?? column.width }] : [];
      }),
    [visible, all, view.widths],
  );
  return { all, shown };
}
