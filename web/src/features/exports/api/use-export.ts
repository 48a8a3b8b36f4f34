import { useMutation } from "@tanstack/react-query";

import { api, bodyOf } from "@/api/client";
import { Problem } from "@/api/problem";
import type { ExportView } from "@/api/types";

export type ExportRequest = { format: "csv" | "xlsx"; view: ExportView | null };
export type ExportedFile = { url: string; filename: string };

const PAUSE_MS = 1_500;
const LONGEST_MS = 10 * 60_000;

/** Asks until the file is written; asking again does not start over. Throws `Problem`. */
async function exportedFile(jobId: string, { format, view }: ExportRequest): Promise<ExportedFile> {
  const params = { path: { job_id: jobId } };
  const until = Date.now() + LONGEST_MS;
  while (Date.now() < until) {
    const answer = await bodyOf(
      api().POST("/api/jobs/{job_id}/exports", { params, body: { format, view: view ?? undefined } }),
    );
    if ("url" in answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Problem(0, "export_too_slow", "The file is still being written. Try again in a few minutes.");
}

/** Has the server write a file. Answers its address, which lives for minutes, and its name. */
export function useExport(jobId: string) {
  return useMutation({ mutationFn: (request: ExportRequest) => exportedFile(jobId, request) });
}
