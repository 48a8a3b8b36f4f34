import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import type { SheetEvents } from "@/api/types";
import { keys } from "@/lib/query-keys";

import { fetchRows, type SheetRows } from "./fetch-rows";

const SHORTEST_PAUSE_MS = 1_200;
/** Rows may take this share of the time while a run is read; the rest is for the run itself. */
const SHARE_OF_TIME = 1 / 4;

/** The rows of a sheet; more are fetched when the server says that more files have been read. */
export function useRows(jobId: string, events: SheetEvents | undefined) {
  const queries = useQueryClient();
  const last = useRef({ endedAt: 0, tookMs: 0 });
  const key = keys.rows(jobId);
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const startedAt = performance.now();
      const rows = await fetchRows(jobId, queries.getQueryData<SheetRows>(key), signal, (some) =>
        queries.setQueryData(key, some),
      );
      last.current = { endedAt: performance.now(), tookMs: performance.now() - startedAt };
      return rows;
    },
    structuralSharing: false,
    staleTime: Infinity,
  });

  const { refetch, isFetching } = query;
  const mark = events && `${events.latest_run_id} ${events.active_run_id ?? ""} ${events.tasks_completed}`;
  const seen = useRef<string | undefined>(undefined);
  useEffect(() => {
    // A fetch under way may have begun before what the mark stands for: it is waited for, then repeated.
    if (mark === undefined || seen.current === mark || isFetching) return;
    const { endedAt, tookMs } = last.current;
    const due = endedAt + Math.max(SHORTEST_PAUSE_MS, tookMs / SHARE_OF_TIME);
    const timer = setTimeout(
      () => {
        seen.current = mark;
        void refetch();
      },
      Math.max(0, due - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [mark, isFetching, refetch]);

  return query;
}
