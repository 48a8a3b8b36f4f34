import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, bodyOf } from "@/api/client";
import { keys } from "@/lib/query-keys";
import { announce } from "@/lib/tabs";

const startOf = (jobId: string) => ["start", jobId];

/** Whether this page is asking for a start, until it knows what the server made of it. */
export const useIsStarting = (jobId: string): boolean => useIsMutating({ mutationKey: startOf(jobId) }) > 0;

/** Has the open run's files read. The page then follows what the server says about it. */
export function useStartRun(jobId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationKey: startOf(jobId),
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
