import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";

import type { SheetEvents } from "@/api/types";

import { interruptedIn } from "../queue/interrupted";
import { queueOf } from "../queue/queues";
import { summarise } from "../summary";
import { useFiles } from "./use-files";

/** The files of a sheet on their way, and the queue that takes them there. */
export function useUploads(jobId: string, events: SheetEvents | undefined) {
  const queries = useQueryClient();
  const queue = queueOf(jobId, queries);
  const items = useSyncExternalStore(queue.items.subscribe, queue.items.snapshot);
  const files = useFiles(jobId);
  const [interrupted] = useState(() => new Set(items.length === 0 ? interruptedIn(jobId) : []));
  const summary = useMemo(() => summarise(items), [items]);

  const submitted = events?.active_run_id ?? null;
  const ended = (events?.tasks_completed ?? 0) + (events?.tasks_failed ?? 0);
  const { refetch, data } = files;
  useEffect(() => void refetch(), [refetch, submitted, ended]);

  useEffect(() => {
    const missing = data?.filter((file) => file.status === "missing").map((file) => file.file_id);
    if (missing?.length) queue.markLeftOut(new Set(missing));
  }, [data, queue]);

  return { queue, items, files, interrupted, summary };
}

export type Uploads = ReturnType<typeof useUploads>;
