import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ItemList } from "@/features/uploads/queue/item-list";
import type { UploadItem } from "@/features/uploads/queue/upload-item";

const item = (id: number): UploadItem => ({
  id,
  path: `${id}.pdf`,
  file: new File(["x"], `${id}.pdf`),
  state: "waiting",
  sent: 0,
  fileId: null,
  reason: null,
  addAnyway: false,
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("500 files that all change at once are drawn once, and then nothing is until something changes", () => {
  const list = new ItemList();
  const drawn = vi.fn();
  list.subscribe(drawn);
  for (let id = 1; id <= 500; id++) list.put(item(id));
  for (let id = 1; id <= 500; id++) list.change(id, { state: "uploading", sent: 1 });
  expect(drawn).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(drawn).toHaveBeenCalledTimes(1);
  expect(list.snapshot()).toHaveLength(500);
  expect(list.snapshot().every(({ state }) => state === "uploading")).toBe(true);

  const shown = list.snapshot();
  vi.advanceTimersByTime(10_000);
  expect(drawn).toHaveBeenCalledTimes(1);
  expect(list.snapshot()).toBe(shown);
});

test("files that change for a second are drawn a dozen times at most, however many they are", () => {
  const list = new ItemList();
  const drawn = vi.fn();
  for (let id = 1; id <= 500; id++) list.put(item(id));
  list.subscribe(drawn);
  for (let ms = 0; ms < 1000; ms++) {
    list.change(1 + (ms % 500), { sent: ms });
    vi.advanceTimersByTime(1);
  }
  expect(drawn.mock.calls.length).toBeLessThanOrEqual(13);
  expect(drawn.mock.calls.length).toBeGreaterThan(5);
});
