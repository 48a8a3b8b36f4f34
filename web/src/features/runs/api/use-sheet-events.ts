import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { api } from "@/api/client";
import { problemOf } from "@/api/problem";
import type { Sheet, SheetEvents } from "@/api/types";
import { keys } from "@/lib/query-keys";

const DEFAULT_PAUSE_MS = 2_000;
const HIDDEN_PAUSE_MS = 20_000;

/** The state of a sheet, the tag by which the server knows it again, and when to ask next. */
export type Told = { events: SheetEvents; etag: string | null; pauseMs: number };

function pauseOf(response: Response): number {
  const seconds = Number(response.headers.get("Retry-After") ?? "");
  return seconds > 0 ? seconds * 1000 : DEFAULT_PAUSE_MS;
}

async function ask(jobId: string, known: Told | undefined, signal: AbortSignal): Promise<Told> {
  const headers = known?.etag ? { "If-None-Match": known.etag } : {};
  const { data, error, response } = await api().GET("/api/jobs/{job_id}/events", {
    params: { path: { job_id: jobId } },
    headers,
    signal,
  });
  if (response.status === 304 && known) return { ...known, pauseMs: pauseOf(response) };
  if (!data) throw problemOf(response.status, error);
  return { events: data, etag: response.headers.get("ETag"), pauseMs: pauseOf(response) };
}

/** Whether there is anything to wait for: a run being read, or an ended one without a successor. */
export function isMoving(events: SheetEvents): boolean {
  return events.active_run_id !== null || !events.uploads_allowed;
}

/**
 * What the server says about a sheet. Asked again while something moves (more slowly when the page
 * is hidden), when the page is looked at again, and when another tab did something.
 */
export function useSheetEvents(jobId: string) {
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: keys.events(jobId),
    queryFn: ({ signal }) => ask(jobId, queries.getQueryData<Told>(keys.events(jobId)), signal),
    refetchInterval: ({ state }) => {
      if (!state.data || !isMoving(state.data.events)) return false;
      return document.hidden ? HIDDEN_PAUSE_MS : state.data.pauseMs;
    },
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: "always",
    staleTime: 0,
  });

  const events = query.data?.events;
  useEffect(() => {
    if (!events) return;
    queries.setQueryData<Sheet[]>(keys.sheets, (sheets) =>
      sheets?.map((sheet) => (sheet.job_id === jobId ? { ...sheet, ...shared(events) } : sheet)),
    );
  }, [events, jobId, queries]);

  return { ...query, events };
}

function shared(events: SheetEvents): Partial<Sheet> {
  const {
    latest_run_id,
    active_run_id,
    status,
    config_step,
    tasks_total,
    tasks_completed,
    tasks_failed,
    submitted_at,
  } = events;
  return {
    latest_run_id,
    active_run_id,
    status,
    config_step,
    tasks_total,
    tasks_completed,
    tasks_failed,
    submitted_at,
  };
}
