import { useQuery } from "@tanstack/react-query";

import { api, bodyOf } from "@/api/client";
import { Problem } from "@/api/problem";
import { keys } from "@/lib/query-keys";

export type Document = { bytes: Blob; contentType: string };

const KEPT_MS = 5 * 60_000;

/** A source file's bytes. Its address lives for minutes, so it is fetched at once and not kept. */
export function useDocument(jobId: string, fileId: string) {
  return useQuery({
    queryKey: keys.content(jobId, fileId),
    queryFn: async ({ signal }): Promise<Document> => {
      const params = { path: { job_id: jobId, file_id: fileId } };
      const content = await bodyOf(
        api().GET("/api/jobs/{job_id}/files/{file_id}/content", { params, signal }),
      );
      const response = await fetch(content.url, { signal }).catch((error: unknown) => {
        if (signal.aborted) throw error;
        return null;
      });
      if (!response?.ok)
        throw new Problem(
          response?.status ?? 0,
          "document_unreachable",
          "The document could not be fetched from the storage. Try again.",
        );
      return { bytes: await response.blob(), contentType: content.content_type };
    },
    staleTime: Infinity,
    gcTime: KEPT_MS,
    structuralSharing: false,
  });
}
