import { useCallback, useState } from "react";

import { readStored, writeStored } from "@/lib/stored";

/** A filter of one column: by text it contains, or by its lowest and highest value. */
export type ColumnFilter = { contains?: string; from?: string; to?: string };

/** How the user has arranged a sheet's grid. Remembered per sheet. */
export type GridView = {
  /** Columns in the user's order; those not named follow in the sheet's own. */
  order: string[];
  hidden: string[];
  widths: Record<string, number>;
  sort: { column: string; descending: boolean } | null;
  filters: Record<string, ColumnFilter>;
  search: string;
  needsLook: boolean;
};

export const PLAIN_VIEW: GridView = {
  order: [],
  hidden: [],
  widths: {},
  sort: null,
  filters: {},
  search: "",
  needsLook: false,
};

function parse(stored: unknown): GridView {
  if (typeof stored !== "object" || stored === null) return PLAIN_VIEW;
  const view = stored as Partial<GridView>;
  return {
    order: Array.isArray(view.order) ? view.order : [],
    hidden: Array.isArray(view.hidden) ? view.hidden : [],
    widths: view.widths ?? {},
    sort: view.sort ?? null,
    filters: view.filters ?? {},
    search: typeof view.search === "string" ? view.search : "",
    needsLook: view.needsLook === true,
  };
}

export type ChangeView = (changes: Partial<GridView>) => void;

/** A sheet's view. Mount anew (by `key`) for another sheet. */
export function useGridView(jobId: string): [GridView, ChangeView] {
  const key = `cpe.grid.${jobId}`;
  const [view, setView] = useState(() => parse(readStored(key)));
  const change = useCallback<ChangeView>(
    (changes) =>
      setView((now) => {
        const next = { ...now, ...changes };
        writeStored(key, next);
        return next;
      }),
    [key],
  );
  return [view, change];
}

/** Whether a column's filter says anything yet. */
export const isActive = ({ contains, from, to }: ColumnFilter): boolean => Boolean(contains ?? from ?? to);

/** Whether rows are left out of what is shown. */
export function isFiltered(view: GridView): boolean {
  return view.search.trim() !== "" || view.needsLook || Object.values(view.filters).some(isActive);
}
