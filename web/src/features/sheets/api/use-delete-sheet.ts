import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, done } from "@/api/client";
import { sentenceOf } from "@/api/problem";
import type { Sheet } from "@/api/types";
import { say } from "@/components/toast-store";
import { keys } from "@/lib/query-keys";
import { announce } from "@/lib/tabs";

const path = (jobId: string) => ({ params: { path: { job_id: jobId } } });

type Callbacks = { onDeleted: (jobId: string) => void; onRestored: (jobId: string) => void };

/** Deletes a sheet and offers to undo it. The callbacks come also when the list is gone by then. */
export function useDeleteSheet({ onDeleted, onRestored }: Callbacks) {
  const queries = useQueryClient();

  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: keys.sheets });
    announce({ kind: "sheets" });
  };
  const restore = async (sheet: Sheet) => {
    try {
      await done(api().POST("/api/cpe/sheets/{job_id}/restore", path(sheet.job_id)));
      await refresh();
      onRestored(sheet.job_id);
      say(`“${sheet.name}” is back.`);
    } catch (error) {
      say(sentenceOf(error), { tone: "bad", action: { label: "Try again", run: () => void restore(sheet) } });
    }
  };

  return useMutation({
    mutationFn: (sheet: Sheet) => done(api().DELETE("/api/cpe/sheets/{job_id}", path(sheet.job_id))),
    onSuccess: (_, sheet) => {
      queries.setQueryData<Sheet[]>(keys.sheets, (sheets) =>
        sheets?.filter((other) => other.job_id !== sheet.job_id),
      );
      queries.removeQueries({ queryKey: keys.sheet(sheet.job_id) });
      onDeleted(sheet.job_id);
      say(`“${sheet.name}” is deleted.`, { action: { label: "Undo", run: () => void restore(sheet) } });
      return refresh();
    },
  });
}
