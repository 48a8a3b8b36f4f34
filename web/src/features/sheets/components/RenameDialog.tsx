import { type SubmitEvent, useState } from "react";

import { sentenceOf } from "@/api/problem";
import type { Sheet } from "@/api/types";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Spinner } from "@/components/spinner";
import { TextField } from "@/components/text-field";

import { useRenameSheet } from "../api/use-rename-sheet";

/** Asks for a sheet's new name. */
export function RenameDialog({ sheet, onClose }: { sheet: Sheet; onClose: () => void }) {
  const [name, setName] = useState(sheet.name);
  const rename = useRenameSheet();
  const trimmed = name.trim();

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (trimmed === sheet.name) onClose();
    else rename.mutate({ jobId: sheet.job_id, name: trimmed }, { onSuccess: onClose });
  };

  return (
    <Dialog onClose={onClose} title="Rename sheet">
      <form onSubmit={submit} className="mt-4 space-y-4">
        <TextField
          label="Name"
          value={name}
          maxLength={200}
          autoFocus
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
        />
        {rename.isError && (
          <p role="alert" className="text-bad">
            {sentenceOf(rename.error)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={trimmed === "" || rename.isPending}>
            {rename.isPending && <Spinner />}
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
