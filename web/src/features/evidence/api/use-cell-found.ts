import { useQuery } from "@tanstack/react-query";

import { api, bodyOf } from "@/api/client";
import type { FileResults, ResultCell } from "@/api/types";
import { keys } from "@/lib/query-keys";

import type { EvidenceTarget } from "../evidence-target";

const KEPT_MS = 5 * 60_000;

function cellOf({ results }: FileResults, { column, origin }: EvidenceTarget): ResultCell | null {
  const result = results.find((each) => each.task_id === origin?.taskId);
  const place = result?.extracted_data.columns.indexOf(column) ?? -1;
  return result?.cells?.[origin?.rowIndex ?? -1]?.[place] ?? null;
}

/**
 * What lies behind a cell; null when nothing does. Asked for with the first cell of a file, and the
 * same for the file's other cells.
 */
export function useCellFound(jobId: string, target: EvidenceTarget | null) {
  const fileId = target?.fileIds[0] ?? "";
  const wanted = target !== null && target.origin !== null;
  const query = useQuery({
    queryKey: keys.fileResults(jobId, fileId),
    queryFn: ({ signal }) => {
      const params = { path: { job_id: jobId, file_id: fileId } };
      return bodyOf(api().GET("/api/jobs/{job_id}/files/{file_id}/results", { params, signal }));
    },
    enabled: wanted,
    staleTime: Infinity,
    gcTime: KEPT_MS,
  });
  const cell = wanted && query.data ? cellOf(query.data, target) : null;
  return { cell, isLookedUp: wanted && query.isPending, error: query.error, again: query.refetch };
}
