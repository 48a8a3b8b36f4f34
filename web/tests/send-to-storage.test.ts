import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";

import { sendToStorage } from "@/features/uploads/queue/send-to-storage";

import { server } from "./server";

const upload = { url: "https://s3.test/bucket", fields: { key: "users/1/x", policy: "p" } };
const file = new File(["content"], "a.pdf", { type: "application/pdf" });
const send = () => sendToStorage(upload, file, () => undefined, new AbortController().signal);

test("the signed fields go first and the file last", async () => {
  let names: string[] = [];
  server.use(
    http.post(upload.url, async ({ request }) => {
      names = [...(await request.text()).matchAll(/(?<!file)name="(\w+)"/g)].map((match) => match[1] ?? "");
      return new HttpResponse(null, { status: 204 });
    }),
  );
  expect(await send()).toEqual({ kind: "stored" });
  expect(names).toEqual(["key", "policy", "file"]);
});

test.each([
  [403, "", "expired"],
  [503, "", "passing"],
  [429, "", "passing"],
  [400, "<Code>RequestTimeout</Code>", "passing"],
  [400, "<Code>EntityTooLarge</Code>", "refused"],
])("status %i is %s → %s", async (status, body, kind) => {
  server.use(http.post(upload.url, () => new HttpResponse(body, { status })));
  expect((await send()).kind).toBe(kind);
});

test("a broken connection may pass", async () => {
  server.use(http.post(upload.url, () => HttpResponse.error()));
  expect(await send()).toEqual({ kind: "passing" });
});
