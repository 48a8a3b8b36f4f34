import { FileSpreadsheet, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import type { Sheet } from "@/api/types";
import { Button } from "@/components/button";
import { Failure } from "@/components/failure";
import { Placeholder } from "@/components/placeholder";

import { useSheets } from "../api/use-sheets";
import { SheetList } from "./SheetList";

const NewSheetDialog = lazy(async () => ({ default: (await import("./NewSheetDialog")).NewSheetDialog }));

type Props = { selectedId: string | null; onSelect: (jobId: string | null) => void };

function Loading() {
  return (
    <div role="status" className="space-y-1 p-2">
      <span className="sr-only">Loading the sheets</span>
      {[0, 1, 2].map((row) => (
        <div key={row} className="h-12 animate-pulse rounded-md bg-ink/6" />
      ))}
    </div>
  );
}

/** The list on the left: every sheet, and the way to a new one. */
export function SheetsPanel({ selectedId, onSelect }: Props) {
  const sheets = useSheets();
  const [creating, setCreating] = useState(false);

  const content = (list: Sheet[]) =>
    list.length > 0 ? (
      <SheetList sheets={list} selectedId={selectedId} onSelect={onSelect} />
    ) : (
      <Placeholder
        icon={FileSpreadsheet}
        title="No sheets yet"
        action={
          <Button look="primary" onClick={() => setCreating(true)}>
            <Plus aria-hidden className="size-4" />
            Create a sheet
          </Button>
        }
      >
        A sheet collects the certificates of one licence state.
      </Placeholder>
    );

  return (
    <nav aria-label="Sheets" className="flex h-full min-h-0 flex-col bg-surface">
      <div className="flex h-12 shrink-0 items-center justify-between gap-2 border-b border-line pr-2 pl-3">
        <h2 className="text-sm font-semibold">Sheets</h2>
        <Button small onClick={() => setCreating(true)}>
          <Plus aria-hidden className="size-3.5" />
          New sheet
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {sheets.data ? (
          content(sheets.data)
        ) : sheets.isError ? (
          <Failure error={sheets.error} onRetry={() => void sheets.refetch()} className="h-full" />
        ) : (
          <Loading />
        )}
      </div>
      <Suspense>
        {creating && <NewSheetDialog onClose={() => setCreating(false)} onCreated={onSelect} />}
      </Suspense>
    </nav>
  );
}
