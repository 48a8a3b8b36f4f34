import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderHook, waitFor } from "@testing-library/react";
import { delay, http, HttpResponse } from "msw";
import type { ReactNode } from "react";
import { expect, test } from "vitest";

import { connectApi } from "@/api/client";
import type { SheetEvents, TaskResult } from "@/api/types";
import { useRows } from "@/features/grid/api/use-rows";

import { API, server } from "./server";

const events = (tasks_completed: number) =>
  ({ latest_run_id: "r1", active_run_id: "r1", tasks_completed }) as SheetEvents;

const result = (task: string): TaskResult => ({
  task_id: task,
  run_id: "r1",
  result_set_index: 0,
  source_files: [`${task}.pdf`],
  source_file_ids: [task],
  extracted_data: { columns: ["Title"], results: [[task]] },
  is_certificate: true,
  warnings: [],
  cells: null,
});

test("rows read while a fetch is under way are fetched after it, not lost", async () => {
  connectApi({ apiUrl: API, token: () => Promise.resolve("t"), onRejected: () => undefined });
  let stored: TaskResult[] = [];
  server.use(
    http.get(`${API}/api/jobs/job/results`, async () => {
      const answer = {
        run_id: "r1",
        columns: ["Title"],
        fields: [],
        total: stored.length,
        next_cursor: null,
        results: stored,
      };
      await delay(60); // what is answered was true when the request came in
      return HttpResponse.json(answer);
    }),
  );
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result: hook, rerender } = renderHook(({ done }) => useRows("job", events(done)), {
    wrapper,
    initialProps: { done: 0 },
  });

  await waitFor(() => expect(hook.current.isFetching).toBe(true));
  stored = [result("a"), result("b")];
  rerender({ done: 2 });
  await waitFor(() => expect(hook.current.data?.rows).toHaveLength(2));
});
