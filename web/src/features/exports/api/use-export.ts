import { useMutation } from "@tanstack/react-query";

import { api, bodyOf } from "@/api/client";
import type { ExportView } from "@/api/types";

export type ExportRequest = { format: "csv" | "xlsx"; view: ExportView | null };

/** Has the server write a file. Answers its address, which lives for minutes, and its name. */
export function useExport(jobId: string) {
  return useMutation({
    mutationFn: ({ format, view }: ExportRequest) =>
      bodyOf(
        api().POST("/api/jobs/{job_id}/exports", {
          params: { path: { job_id: jobId } },
          body: { format, view: view ?? undefined },
        }),
      ),
  });
}
