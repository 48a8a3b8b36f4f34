import { api, bodyOf } from "@/api/client";
import type { FileToRegister } from "@/api/types";

/** Registers files in a run. Throws `Problem`; `run_not_editable` names the `latest_run_id`. */
export function registerFiles(jobId: string, runId: string, files: FileToRegister[]) {
  const params = { path: { job_id: jobId }, query: { run_id: runId } };
  return bodyOf(api().POST("/api/jobs/{job_id}/files", { params, body: { files } }));
}
