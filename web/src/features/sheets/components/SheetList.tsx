import { type KeyboardEvent, lazy, Suspense, useState } from "react";

import { sentenceOf } from "@/api/problem";
import type { Sheet } from "@/api/types";
import { say } from "@/components/toast-store";

import { useDeleteSheet } from "../api/use-delete-sheet";
import { SheetEntry } from "./SheetEntry";

const RenameDialog = lazy(async () => ({ default: (await import("./RenameDialog")).RenameDialog }));
const DeleteDialog = lazy(async () => ({ default: (await import("./DeleteDialog")).DeleteDialog }));

type Props = { sheets: Sheet[]; selectedId: string | null; onSelect: (jobId: string | null) => void };
type Asking = { what: "rename" | "delete"; sheet: Sheet } | null;

function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>("a[data-sheet]")];
  const current = entries.findIndex((entry) => entry === document.activeElement);
  const next = current === -1 ? undefined : entries[current + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** All sheets as links. Arrow keys move between them, F2 renames, Delete deletes. */
export function SheetList({ sheets, selectedId, onSelect }: Props) {
  const [asking, setAsking] = useState<Asking>(null);
  const remove = useDeleteSheet({
    onDeleted: (jobId) => jobId === selectedId && onSelect(null),
    onRestored: onSelect,
  });
  const close = () => setAsking(null);

  const deleteSheet = (sheet: Sheet) => {
    remove.mutate(sheet, {
      onError: (error) =>
        say(sentenceOf(error), {
          tone: "bad",
          action: { label: "Try again", run: () => deleteSheet(sheet) },
        }),
    });
  };

  return (
    <>
      <ul className="space-y-0.5 p-1.5" onKeyDown={moveFocus}>
        {sheets.map((sheet) => (
          <SheetEntry
            key={sheet.job_id}
            sheet={sheet}
            selected={sheet.job_id === selectedId}
            onSelect={() => onSelect(sheet.job_id)}
            onRename={() => setAsking({ what: "rename", sheet })}
            onDelete={() => setAsking({ what: "delete", sheet })}
          />
        ))}
      </ul>
      <Suspense>
        {asking?.what === "rename" && <RenameDialog sheet={asking.sheet} onClose={close} />}
        {asking?.what === "delete" && (
          <DeleteDialog sheet={asking.sheet} onClose={close} onConfirm={() => deleteSheet(asking.sheet)} />
        )}
      </Suspense>
    </>
  );
}
