import type { QueryClient } from "@tanstack/react-query";

import type { SheetEvents } from "@/api/types";
import { keys } from "@/lib/query-keys";
import { announce } from "@/lib/tabs";

import { deleteFile } from "../api/delete-file";
import { registerFiles } from "../api/register-files";
import { pause } from "./backoff";
import { noteUnfinished } from "./interrupted";
import { sendToStorage } from "./send-to-storage";
import { sha256 } from "./sha256";
import { isUnderWay } from "./upload-item";
import { UploadQueue } from "./upload-queue";

const LOOK_AGAIN_MS = 1_500;

const queues = new Map<string, UploadQueue>();

function warnBeforeLeaving(event: BeforeUnloadEvent): void {
  if ([...queues.values()].some((queue) => queue.items.all().some(isUnderWay))) event.preventDefault();
}

function create(jobId: string, queries: QueryClient): UploadQueue {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const lookAgain = () => {
    timer ??= setTimeout(() => {
      timer = null;
      void queries.invalidateQueries({ queryKey: keys.files(jobId) });
      void queries.invalidateQueries({ queryKey: keys.sheets }); // which tells how many files it has
      announce({ kind: "sheet", jobId });
    }, LOOK_AGAIN_MS);
  };
  const queue = new UploadQueue({
    openRunId: () =>
      queries.getQueryData<{ events: SheetEvents }>(keys.events(jobId))?.events.latest_run_id ?? "",
    register: (runId, files) => registerFiles(jobId, runId, files),
    unregister: (runId, fileId) => deleteFile(jobId, runId, fileId),
    hash: sha256,
    send: sendToStorage,
    pause,
    onRunMoved: () => queries.invalidateQueries({ queryKey: keys.events(jobId) }),
    onFilesChanged: lookAgain,
  });
  queue.items.subscribe(() => noteUnfinished(jobId, queue.items.snapshot()));
  return queue;
}

/** The queue of a sheet. It lives as long as the page, whichever sheet is looked at. */
export function queueOf(jobId: string, queries: QueryClient): UploadQueue {
  if (queues.size === 0) window.addEventListener("beforeunload", warnBeforeLeaving);
  const queue = queues.get(jobId) ?? create(jobId, queries);
  queues.set(jobId, queue);
  return queue;
}
