import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";

import { loadEnvironment, parseEnvironment } from "@/config/env";

import { server } from "./server";

const good = { api_url: "https://api.example.com/v1/", firebase: { project_id: "p" }, local_sign_in: true };

test("the API's address loses the slash at its end", () => {
  expect(parseEnvironment(good).apiUrl).toBe("https://api.example.com/v1");
});

test.each([
  [{ ...good, api_url: "ftp://x" }, "api_url"],
  [{ ...good, api_url: undefined }, "api_url"],
  [{ ...good, firebase: {} }, "firebase.project_id"],
  [{ ...good, firebase: "p" }, "firebase"],
  [{ ...good, local_sign_in: "yes" }, "local_sign_in"],
  [{ ...good, local_sign_in: false }, "firebase.api_key"],
])("a wrong setting is named", (settings, name) => {
  expect(() => parseEnvironment(settings)).toThrow(`"${name}"`);
});

test("settings that are missing or no JSON are said to be so", async () => {
  server.use(http.get("*/config.json", () => new HttpResponse(null, { status: 404 })));
  await expect(loadEnvironment()).rejects.toThrow("status 404");
  server.use(http.get("*/config.json", () => new HttpResponse("<html>")));
  await expect(loadEnvironment()).rejects.toThrow("not JSON");
});
