import { beforeEach, expect, test, vi } from "vitest";

import { Problem } from "@/api/problem";
import type { FileToRegister, RegisteredFiles } from "@/api/types";
import type { Outcome } from "@/features/uploads/queue/send-to-storage";
import type { UploadServices } from "@/features/uploads/queue/services";
import type { PickedFile, UploadItem } from "@/features/uploads/queue/upload-item";
import { UploadQueue } from "@/features/uploads/queue/upload-queue";

const picked = (path: string, content = path): PickedFile => ({ path, file: new File([content], path) });
const many = (count: number) => Array.from({ length: count }, (_, index) => picked(`folder/${index}.pdf`));

/** A server that grants everything, and what it was asked. */
function fakeServices() {
  const asked = {
    registered: [] as FileToRegister[][],
    runs: [] as string[],
    unregistered: [] as string[],
    pauses: 0,
    most: 0,
  };
  let busy = 0;
  const services: UploadServices = {
    openRunId: () => "run-1",
    register: (runId, files) => {
      asked.registered.push(files);
      asked.runs.push(runId);
      const granted = files.map((file) => ({
        file_id: `id of ${file.path} #${asked.registered.length}`,
        path: file.path,
        status: "awaiting_upload" as const,
        upload: { url: "https://s3.test", fields: { key: file.path } },
      }));
      return Promise.resolve({ run_id: runId, files: granted, refused: [] });
    },
    unregister: (_, fileId) => {
      asked.unregistered.push(fileId);
      return Promise.resolve();
    },
    hash: (file) => Promise.resolve(`hash of ${file.name}`),
    send: async (_, file, onSent) => {
      asked.most = Math.max(asked.most, ++busy);
      await new Promise((resolve) => setTimeout(resolve, 1));
      onSent(file.size);
      busy--;
      return { kind: "stored" };
    },
    pause: () => {
      asked.pauses++;
      return Promise.resolve();
    },
    onRunMoved: vi.fn(() => Promise.resolve()),
    onFilesChanged: vi.fn(),
  };
  return { services, asked };
}

const states = (queue: UploadQueue) => queue.items.all().map((item) => item.state);
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 15_000 });
const settled = (queue: UploadQueue) =>
  eventually(() =>
    expect(states(queue).every((state) => state !== "waiting" && state !== "uploading")).toBe(true),
  );
function only(queue: UploadQueue): UploadItem {
  const [item] = queue.items.all();
  if (!item) throw new Error("the queue is empty");
  return item;
}

let fake: ReturnType<typeof fakeServices>;
let queue: UploadQueue;
beforeEach(() => {
  fake = fakeServices();
  queue = new UploadQueue(fake.services);
});

test("500 files arrive, six at a time, registered in batches with their hash", async () => {
  queue.add(many(500));
  await settled(queue);
  expect(states(queue).filter((state) => state === "uploaded")).toHaveLength(500);
  expect(fake.asked.most).toBe(6);
  expect(Math.max(...fake.asked.registered.map((batch) => batch.length))).toBeLessThanOrEqual(200);
  expect(fake.asked.registered.flat()).toHaveLength(500);
  expect(fake.asked.registered[0]?.[0]).toMatchObject({
    path: "folder/0.pdf",
    content_type: "application/pdf",
    sha256: "hash of folder/0.pdf",
  });
});

test("what breaks a rule is kept as refused and never offered to the server", async () => {
  queue.add([picked("notes.txt"), picked("empty.pdf", ""), picked("a/.DS_Store"), picked("good.pdf")]);
  await settled(queue);
  expect(queue.items.all().map((item) => item.reason?.code)).toEqual([
    "type_not_accepted",
    "empty",
    "system_file",
    undefined,
  ]);
  expect(fake.asked.registered.flat().map((file) => file.path)).toEqual(["good.pdf"]);
});

test("a connection that breaks twice is tried again with pauses", async () => {
  const outcomes: Outcome[] = [{ kind: "passing" }, { kind: "passing" }, { kind: "stored" }];
  fake.services.send = () => Promise.resolve(outcomes.shift() ?? { kind: "passing" });
  queue.add([picked("a.pdf")]);
  await settled(queue);
  expect(states(queue)).toEqual(["uploaded"]);
  expect(fake.asked.pauses).toBe(2);
});

test("an upload that never gets through fails with a sentence, and a retry starts over", async () => {
  let broken = true;
  fake.services.send = () => Promise.resolve({ kind: broken ? "passing" : "stored" });
  queue.add([picked("a.pdf")]);
  await settled(queue);
  expect(only(queue)).toMatchObject({ state: "failed", reason: { code: "unreachable" } });
  broken = false;
  queue.retry(only(queue).id);
  await settled(queue);
  expect(states(queue)).toEqual(["uploaded"]);
});

test("an expired signature is replaced: the old registration goes, a new one comes", async () => {
  const outcomes: Outcome[] = [{ kind: "expired" }, { kind: "stored" }];
  fake.services.send = () => Promise.resolve(outcomes.shift() ?? { kind: "passing" });
  queue.add([picked("a.pdf")]);
  await eventually(() => expect(states(queue)).toEqual(["uploaded"]));
  expect(fake.asked.unregistered).toEqual(["id of a.pdf #1"]);
  expect(only(queue).fileId).toBe("id of a.pdf #2");
});

test("signing again has an end", async () => {
  fake.services.send = () => Promise.resolve({ kind: "expired" });
  queue.add([picked("a.pdf")]);
  await eventually(() => expect(states(queue)).toEqual(["failed"]));
  expect(fake.asked.registered).toHaveLength(3);
});

const closed = () => new Problem(409, "run_not_editable", "Submitted.", { latest_run_id: "run-2" });

test("a closed run moves the upload to the newest one, once", async () => {
  const register = fake.services.register;
  fake.services.register = (runId, files) =>
    runId === "run-1" ? Promise.reject(closed()) : register(runId, files);
  queue.add([picked("a.pdf")]);
  await settled(queue);
  expect(states(queue)).toEqual(["uploaded"]);
  expect(fake.asked.runs).toEqual(["run-2"]);
  expect(fake.services.onRunMoved).toHaveBeenCalledWith("run-2");
});

test("when the newest run is closed too, the user is told and can retry", async () => {
  const register = vi.fn(() => Promise.reject<RegisteredFiles>(closed()));
  fake.services.register = register;
  queue.add([picked("a.pdf")]);
  await settled(queue);
  expect(register).toHaveBeenCalledTimes(2);
  expect(only(queue)).toMatchObject({ state: "failed", reason: { code: "run_not_editable" } });
});

test("a duplicate is refused with the path it is known by, and can be added anyway", async () => {
  const register = fake.services.register;
  fake.services.register = async (runId, files) =>
    files.every((file) => file.add_anyway)
      ? register(runId, files)
      : {
          run_id: runId,
          files: [],
          refused: files.map(({ path }) => ({
            path,
            code: "already_in_sheet",
            detail: "Already.",
            duplicate_of: "old.pdf",
          })),
        };
  queue.add([picked("a.pdf")]);
  await settled(queue);
  expect(only(queue)).toMatchObject({ state: "refused", reason: { duplicateOf: "old.pdf" } });
  queue.addAnyway(only(queue).id);
  await settled(queue);
  expect(states(queue)).toEqual(["uploaded"]);
});

test("a file taken out while it is sent is stopped and unregistered", async () => {
  let stopped = false;
  fake.services.send = (_, __, ___, signal) =>
    new Promise((_resolve, reject) =>
      signal.addEventListener("abort", () => {
        stopped = true;
        reject(signal.reason as Error);
      }),
    );
  queue.add([picked("a.pdf")]);
  await eventually(() => expect(states(queue)).toEqual(["uploading"]));
  await queue.remove(only(queue).id);
  expect(stopped).toBe(true);
  expect(queue.items.all()).toEqual([]);
  expect(fake.asked.unregistered).toEqual(["id of a.pdf #1"]);
});

test("a file the reading began without is shown as such, not as uploaded", async () => {
  queue.add([picked("a.pdf")]);
  await settled(queue);
  queue.markLeftOut(new Set(["id of a.pdf #1"]));
  expect(only(queue)).toMatchObject({ state: "failed", reason: { code: "left_out" } });
});

test("a file that can't be read any more fails with what to do", async () => {
  fake.services.hash = () => Promise.reject(new DOMException("gone", "NotFoundError"));
  queue.add([picked("a.pdf")]);
  await settled(queue);
  expect(only(queue).reason?.detail).toContain("Add it again");
});
