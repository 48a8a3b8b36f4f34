import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";

import { api, bodyOf, connectApi } from "@/api/client";
import { Problem, sentenceOf } from "@/api/problem";

import { API, problem, server } from "./server";

const onRejected = vi.fn();

beforeEach(() => {
  onRejected.mockReset();
  connectApi({ apiUrl: API, token: () => Promise.resolve("token-1"), onRejected });
});

const listSheets = () => bodyOf(api().GET("/api/cpe/sheets"));

test("every request carries the user's token", async () => {
  let seen: string | null = null;
  server.use(
    http.get(`${API}/api/cpe/sheets`, ({ request }) => {
      seen = request.headers.get("Authorization");
      return HttpResponse.json({ sheets: [] });
    }),
  );
  expect(await listSheets()).toEqual({ sheets: [] });
  expect(seen).toBe("Bearer token-1");
});

test("a problem keeps its code, its sentence and its extras", async () => {
  server.use(
    http.get(`${API}/api/cpe/sheets`, () =>
      problem(409, "run_not_editable", "Submitted.", { latest_run_id: "r2" }),
    ),
  );
  const error = await listSheets().catch((thrown: unknown) => thrown as Problem);
  expect(error).toMatchObject({
    status: 409,
    code: "run_not_editable",
    detail: "Submitted.",
    extras: { latest_run_id: "r2" },
  });
});

test("an answer that is no problem document still has a sentence", async () => {
  server.use(http.get(`${API}/api/cpe/sheets`, () => new HttpResponse("<html>Bad gateway", { status: 502 })));
  const error = await listSheets().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "http_502", passes: true });
  expect(sentenceOf(error)).toContain("Try again");
});

test("a server that can't be reached is a problem that may pass", async () => {
  server.use(http.get(`${API}/api/cpe/sheets`, () => HttpResponse.error()));
  await expect(listSheets()).rejects.toMatchObject({ status: 0, code: "unreachable", passes: true });
});

test("a token that is not accepted any more ends the session", async () => {
  server.use(http.get(`${API}/api/cpe/sheets`, () => problem(401, "unauthenticated", "Sign in again.")));
  await expect(listSheets()).rejects.toMatchObject({ status: 401 });
  expect(onRejected).toHaveBeenCalledOnce();
});
