import { useQuery } from "@tanstack/react-query";

import { api, bodyOf } from "@/api/client";
import { keys } from "@/lib/query-keys";

/** The files of all runs of a sheet, in the order of their registration. */
export function useFiles(jobId: string) {
  return useQuery({
    queryKey: keys.files(jobId),
    queryFn: async ({ signal }) => {
      const params = { path: { job_id: jobId }, query: { run_id: "all" } };
      return (await bodyOf(api().GET("/api/jobs/{job_id}/files", { params, signal }))).files;
    },
  });
}
