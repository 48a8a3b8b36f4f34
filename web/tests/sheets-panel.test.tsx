import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";

import { connectApi } from "@/api/client";
import type { Sheet } from "@/api/types";
import { Toasts } from "@/components/toasts";
import { TooltipProvider } from "@/components/tooltip";
import { SheetsPanel } from "@/features/sheets/components/SheetsPanel";
import { sheetStatus } from "@/features/sheets/sheet-status";

import { API, problem, server } from "./server";

const sheet = (changes: Partial<Sheet> = {}): Sheet => ({
  job_id: "job-1",
  name: "Licence 2024",
  state: "California",
  template_id: "t1",
  latest_run_id: "r1",
  active_run_id: null,
  status: "pending",
  config_step: "upload",
  created_at: "2026-11-21T00:00:00Z",
  files_total: 34,
  tasks_total: 34,
  tasks_completed: 34,
  tasks_failed: 0,
  submitted_at: null,
  ...changes,
});

let sheets: Sheet[];
const onSelect = vi.fn();

beforeEach(() => {
  onSelect.mockReset();
  sheets = [sheet()];
  connectApi({ apiUrl: API, token: () => Promise.resolve("t"), onRejected: () => undefined });
  server.use(
    http.get(`${API}/api/cpe/sheets`, () => HttpResponse.json({ sheets })),
    http.get(`${API}/api/cpe/states`, () => HttpResponse.json([{ template_id: "t1", name: "California" }])),
  );
});

function show() {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <TooltipProvider>
        <SheetsPanel selectedId="job-1" onSelect={onSelect} />
        <Toasts />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

test("without sheets there is one next action, and the new sheet is selected", async () => {
  sheets = [];
  let body: unknown;
  server.use(
    http.post(`${API}/api/cpe/sheets`, async ({ request }) => {
      body = await request.json();
      return HttpResponse.json({ job_id: "job-9", run_id: "r9" }, { status: 201 });
    }),
  );
  const user = show();
  await user.click(await screen.findByRole("button", { name: "Create a sheet" }));
  const dialog = await screen.findByRole("dialog", { name: "New sheet" });
  await within(dialog).findByRole("option", { name: "California" });
  await user.click(within(dialog).getByRole("button", { name: "Create" }));
  await waitFor(() => expect(onSelect).toHaveBeenCalledWith("job-9"));
  expect(body).toEqual({ template_id: "t1" });
});

test("deleting names the sheet, says what goes with it, and can be undone", async () => {
  const asked: string[] = [];
  server.use(
    http.delete(`${API}/api/cpe/sheets/job-1`, () => {
      asked.push("delete");
      sheets = [];
      return new HttpResponse(null, { status: 204 });
    }),
    http.post(`${API}/api/cpe/sheets/job-1/restore`, () => {
      asked.push("restore");
      sheets = [sheet()];
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const user = show();
  await user.click(await screen.findByRole("button", { name: "Actions for Licence 2024" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete…" }));
  const dialog = await screen.findByRole("alertdialog", { name: "Delete “Licence 2024”?" });
  expect(dialog.textContent).toContain("34 files");
  await user.click(within(dialog).getByRole("button", { name: "Delete sheet" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByRole("link", { name: /Licence 2024/ })).toBeTruthy();
  expect(asked).toEqual(["delete", "restore"]);
});

test("a list that can't be fetched says why and offers another try", async () => {
  server.use(
    http.get(`${API}/api/cpe/sheets`, () => problem(404, "x", "The sheets are on holiday."), { once: true }),
  );
  const user = show();
  expect((await screen.findByRole("alert")).textContent).toContain("The sheets are on holiday.");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: /Licence 2024/ })).toBeTruthy();
});

test.each([
  [{ tasks_total: 0, tasks_completed: 0, files_total: 0 }, "Empty"],
  [{ tasks_total: 0, tasks_completed: 0 }, "Not started"],
  [{ active_run_id: "r1", tasks_total: 30, tasks_completed: 11, tasks_failed: 1 }, "12 of 30 read"],
  [{ tasks_total: 3, tasks_completed: 1, tasks_failed: 2 }, "2 failed"],
  [{ tasks_total: 2, tasks_completed: 0, tasks_failed: 2 }, "Failed"],
  [{}, "Read"],
])("a sheet's badge says how it stands", (changes, text) => {
  expect(sheetStatus(sheet(changes)).text).toBe(text);
});
