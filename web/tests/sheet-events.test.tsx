import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderHook, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import type { ReactNode } from "react";
import { beforeEach, expect, test } from "vitest";

import { connectApi } from "@/api/client";
import type { SheetEvents } from "@/api/types";
import { isMoving, useSheetEvents } from "@/features/runs/api/use-sheet-events";

import { API, server } from "./server";

const EVENTS = `${API}/api/jobs/job/events`;
const events = (changes: Partial<SheetEvents>): SheetEvents => ({
  latest_run_id: "r1",
  active_run_id: null,
  status: "pending",
  config_step: "upload",
  uploads_allowed: true,
  tasks_total: 0,
  tasks_completed: 0,
  tasks_failed: 0,
  tasks_retrying: 0,
  submitted_at: null,
  estimated_seconds_left: null,
  ...changes,
});

beforeEach(() => connectApi({ apiUrl: API, token: () => Promise.resolve("t"), onRejected: () => undefined }));

function render() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return renderHook(() => useSheetEvents("job"), { wrapper });
}

test("a run is followed by its tag until it ends, then nothing is asked any more", async () => {
  const running = events({ active_run_id: "r1", uploads_allowed: false, tasks_total: 2 });
  const tags: (string | null)[] = [];
  let goOn: () => void = () => undefined;
  const seenRunning = new Promise<void>((resolve) => (goOn = resolve));
  server.use(
    http.get(EVENTS, async ({ request }) => {
      tags.push(request.headers.get("If-None-Match"));
      const turn = tags.length;
      if (turn === 2) await seenRunning;
      const headers = { ETag: turn < 3 ? '"a"' : '"b"', "Retry-After": "0.02" };
      if (turn === 2) return new HttpResponse(null, { status: 304, headers });
      return HttpResponse.json(turn === 1 ? running : events({ latest_run_id: "r2" }), { headers });
    }),
  );
  const { result } = render();
  await waitFor(() => expect(result.current.events?.active_run_id).toBe("r1"));
  goOn();
  await waitFor(() => expect(result.current.events?.latest_run_id).toBe("r2"));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(tags).toEqual([null, '"a"', '"a"']);
});

test("a run that ended without a successor yet is still waited for", () => {
  expect(isMoving(events({ uploads_allowed: false, status: "completed" }))).toBe(true);
  expect(isMoving(events({}))).toBe(false);
});
