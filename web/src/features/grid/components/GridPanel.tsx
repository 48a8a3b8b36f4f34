import { FilterX, Table2 } from "lucide-react";
import { type ReactNode, type RefObject, useMemo, useState } from "react";

import { sentenceOf } from "@/api/problem";
import type { SourceFile } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Placeholder } from "@/components/placeholder";
import { Spinner } from "@/components/spinner";
import { say } from "@/components/toast-store";

import { useRetryFile } from "../api/use-retry-file";
import type { useRows } from "../api/use-rows";
import { searchRows } from "../filter-rows";
import { failedRows, type FailedRow, type GridRow } from "../grid-row";
import { PLAIN_VIEW, useGridView } from "../grid-view";
import { FilterBar } from "./FilterBar";
import { GridToolbar } from "./GridToolbar";
import { type FocusedCell, SheetGrid } from "./SheetGrid";
import type { GridHandle } from "./use-grid-handle";

type Props = {
  jobId: string;
  sheetName: string;
  query: ReturnType<typeof useRows>;
  files: SourceFile[];
  reading: boolean;
  handle: RefObject<GridHandle | null>;
  onFocused: (cell: FocusedCell | null) => void;
  onOpen: () => void;
  /** What stands at the toolbar's right end; it hears whether rows are left out. */
  toolbarEnd: ReactNode;
};

const NO_ROWS: never[] = [];

/** The rows of a sheet with all that arranges them, in every state they can be in. */
export function GridPanel({
  jobId,
  sheetName,
  query,
  files,
  reading,
  handle,
  onFocused,
  onOpen,
  toolbarEnd,
}: Props) {
  const [view, changeView] = useGridView(jobId);
  const [shown, setShown] = useState(0);
  const [justAdded, setJustAdded] = useState<string | null>(null);
  const retry = useRetryFile(jobId);

  const read = query.data?.rows ?? NO_ROWS;
  const all = useMemo<GridRow[]>(() => [...read, ...failedRows(files)], [read, files]);
  const data = useMemo(
    () => searchRows(all, { search: view.search, needsLook: view.needsLook }),
    [all, view.search, view.needsLook],
  );
  const needingLook = useMemo(() => all.filter((row) => row.needsLook).length, [all]);
  const fields = query.data?.fields ?? NO_ROWS;
  const types = useMemo(() => new Map(fields.map((field) => [field.name, field.data_type])), [fields]);

  function onRetry(row: FailedRow): void {
    retry.mutate(row.fileId, {
      onSuccess: () => say(`${row.source} is in the next reading. Press Start to read it.`),
      onError: (error) =>
        say(sentenceOf(error), { tone: "bad", action: { label: "Try again", run: () => onRetry(row) } }),
    });
  }

  if (query.isError && !query.data)
    return (
      <Failure
        error={query.error}
        onRetry={() => void query.refetch()}
        title="The rows could not be fetched"
        className="h-full"
      />
    );
  if (!query.data) {
    return (
      <div role="status" className="flex h-full items-center justify-center gap-2 text-quiet">
        <Spinner />
        Fetching the rows
      </div>
    );
  }
  if (all.length === 0) {
    return (
      <Placeholder icon={Table2} title={reading ? "The first rows are on their way" : "No rows yet"}>
        {reading
          ? "They appear here as soon as a certificate has been read."
          : "Add certificates, then press Start. Every certificate becomes a row."}
      </Placeholder>
    );
  }
  const columnNames = query.data.columns;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <GridToolbar
        view={view}
        changeView={changeView}
        columnNames={columnNames}
        total={all.length}
        shown={shown}
        needingLook={needingLook}
      >
        {toolbarEnd}
      </GridToolbar>
      <FilterBar view={view} changeView={changeView} types={types} justAdded={justAdded} />
      {query.isError && (
        <p
          role="alert"
          className="flex items-center gap-2 border-b border-line bg-warn-soft px-3 py-1 text-warn"
        >
          Newer rows could not be fetched. {sentenceOf(query.error)}
          <Button small onClick={() => void query.refetch()}>
            Try again
          </Button>
        </p>
      )}
      <div className="relative min-h-0 flex-1 after:pointer-events-none after:absolute after:inset-0 after:z-3 after:ring-inset after:ring-accent has-[[role=grid]:focus-visible]:after:ring-2">
        <SheetGrid
          label={`Rows of ${sheetName}`}
          data={data}
          columnNames={columnNames}
          fields={fields}
          view={view}
          changeView={changeView}
          handle={handle}
          onFocused={onFocused}
          onOpen={onOpen}
          onFilter={setJustAdded}
          onRetry={onRetry}
          onCount={setShown}
        />
        {shown === 0 && (
          <div className="pointer-events-none absolute inset-x-0 top-10 bottom-0">
            <Placeholder
              icon={FilterX}
              title="No row passes the filters"
              action={
                <Button
                  className="pointer-events-auto"
                  onClick={() => changeView({ search: PLAIN_VIEW.search, needsLook: false, filters: {} })}
                >
                  Show all rows
                </Button>
              }
            />
          </div>
        )}
      </div>
    </div>
  );
}
