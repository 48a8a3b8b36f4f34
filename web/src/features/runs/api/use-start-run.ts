import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, bodyOf } from "@/api/client";
import { keys } from "@/lib/query-keys";
import { announce } from "@/lib/tabs";

/** Has the open run's files read. The page then follows what the server says about it. */
export function useStartRun(jobId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      bodyOf(api().POST("/api/cpe/sheets/{job_id}/start", { params: { path: { job_id: jobId } } })),
    onSettled: async () => {
      announce({ kind: "sheet", jobId });
      await Promise.all([
        queries.invalidateQueries({ queryKey: keys.events(jobId) }),
        queries.invalidateQueries({ queryKey: keys.files(jobId) }),
        queries.invalidateQueries({ queryKey: keys.sheets }),
      ]);
    },
  });
}
