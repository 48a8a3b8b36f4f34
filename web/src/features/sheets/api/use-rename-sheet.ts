import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, done } from "@/api/client";
import type { Sheet } from "@/api/types";
import { keys } from "@/lib/query-keys";
import { announce } from "@/lib/tabs";

/** Gives a sheet another name. The list shows it once the server has it. */
export function useRenameSheet() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ jobId, name }: { jobId: string; name: string }) =>
      done(api().PATCH("/api/cpe/sheets/{job_id}", { params: { path: { job_id: jobId } }, body: { name } })),
    onSuccess: (_, { jobId, name }) => {
      queries.setQueryData<Sheet[]>(keys.sheets, (sheets) =>
        sheets?.map((sheet) => (sheet.job_id === jobId ? { ...sheet, name } : sheet)),
      );
      announce({ kind: "sheets" });
      return queries.invalidateQueries({ queryKey: keys.sheets });
    },
  });
}
