import { type SubmitEvent, useState } from "react";

import { sentenceOf } from "@/api/problem";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Failure } from "@/components/failure";
import { Spinner } from "@/components/spinner";
import { TextField, wholeField } from "@/components/text-field";

import { useCreateSheet } from "../api/use-create-sheet";
import { useStates } from "../api/use-states";

type Props = { onClose: () => void; onCreated: (jobId: string) => void };

function NewSheetForm({ onClose, onCreated }: Props) {
  const states = useStates(true);
  const create = useCreateSheet();
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState("");

  if (states.isError) return <Failure error={states.error} onRetry={() => void states.refetch()} />;
  const templateId = chosen ?? states.data?.[0]?.template_id ?? "";
  const state = states.data?.find((candidate) => candidate.template_id === templateId);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const jobId = await create.mutateAsync({ templateId, name }).catch(() => null);
    if (jobId === null) return;
    onCreated(jobId);
    onClose();
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="mt-4 space-y-4">
      <div>
        <label htmlFor="new-sheet-state" className="mb-1 block font-medium">
          State
        </label>
        <select
          id="new-sheet-state"
          autoFocus
          className={wholeField}
          value={templateId}
          aria-busy={!states.data}
          onChange={(event) => setChosen(event.target.value)}
        >
          {states.data?.map((candidate) => (
            <option key={candidate.template_id} value={candidate.template_id}>
              {candidate.name}
            </option>
          ))}
        </select>
      </div>
      <TextField
        label="Name (optional)"
        value={name}
        maxLength={200}
        placeholder={state ? `CPE Tracker - ${state.name}` : ""}
        onChange={(event) => setName(event.target.value)}
      />
      {create.isError && (
        <p role="alert" className="text-bad">
          {sentenceOf(create.error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" type="submit" disabled={templateId === "" || create.isPending}>
          {create.isPending && <Spinner />}
          Create
        </Button>
      </div>
    </form>
  );
}

/** Asks for a state and, if one likes, a name; selects the new sheet. */
export function NewSheetDialog({ onClose, onCreated }: Props) {
  return (
    <Dialog
      onClose={onClose}
      title="New sheet"
      description="One sheet keeps the certificates for one state licence."
    >
      <NewSheetForm onClose={onClose} onCreated={onCreated} />
    </Dialog>
  );
}
