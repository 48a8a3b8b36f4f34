import { api, done } from "@/api/client";

/** Takes a file out of the open run. Throws `Problem`. */
export function deleteFile(jobId: string, runId: string, fileId: string): Promise<void> {
  const params = { path: { job_id: jobId, file_id: fileId }, query: { run_id: runId } };
  return done(api().DELETE("/api/jobs/{job_id}/files/{file_id}", { params }));
}
