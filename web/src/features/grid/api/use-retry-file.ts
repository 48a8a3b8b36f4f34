import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, bodyOf } from "@/api/client";
import { keys } from "@/lib/query-keys";
import { announce } from "@/lib/tabs";

/** Puts a failed file into the open run, without uploading it again. */
export function useRetryFile(jobId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (fileId: string) =>
      bodyOf(
        api().POST("/api/jobs/{job_id}/files/{file_id}/retry", {
          params: { path: { job_id: jobId, file_id: fileId } },
        }),
      ),
    onSettled: () => {
      announce({ kind: "sheet", jobId });
      return queries.invalidateQueries({ queryKey: keys.files(jobId) });
    },
  });
}
