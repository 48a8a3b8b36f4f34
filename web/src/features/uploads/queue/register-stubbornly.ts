import { Problem } from "@/api/problem";
import type { FileToRegister, RegisteredFiles } from "@/api/types";

import { ATTEMPTS, pauseAfter } from "./backoff";
import type { UploadServices } from "./services";

const NEVER = new AbortController().signal;

/**
 * Registers files in the open run. What may pass is tried again; when the run turns out to be
 * closed, the newest one is tried, once. Throws `Problem`.
 */
export async function registerStubbornly(
  services: UploadServices,
  files: FileToRegister[],
): Promise<RegisteredFiles> {
  let runId = services.openRunId();
  let moved = false;
  for (let attempt = 1; ; attempt++) {
    try {
      return await services.register(runId, files);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const latest = error.code === "run_not_editable" ? error.extras.latest_run_id : undefined;
      if (typeof latest === "string" && !moved) {
        moved = true;
        runId = latest;
        await services.onRunMoved(latest);
      } else if (error.passes && attempt < ATTEMPTS) await services.pause(pauseAfter(attempt), NEVER);
      else throw error;
    }
  }
}
