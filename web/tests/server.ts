import { setupServer } from "msw/node";

/** The fake at the network level; each test says what answers. */
export const server = setupServer();

export const API = "http://api.test";

/** A problem document, as the API answers it. */
export function problem(status: number, code: string, detail: string, extras: object = {}): Response {
  const body = { type: "about:blank", title: code, status, code, detail, ...extras };
  return Response.json(body, { status, headers: { "Content-Type": "application/problem+json" } });
}
