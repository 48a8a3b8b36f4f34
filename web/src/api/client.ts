import createClient, { type Client, type Middleware } from "openapi-fetch";

import { Problem, problemOf } from "@/api/problem";
import type { paths } from "@/api/schema";

export type Connection = {
  apiUrl: string;
  /** The signed-in user's ID token. */
  token: () => Promise<string>;
  /** The API does not accept the token any more. */
  onRejected: () => void;
};

let client: Client<paths> | null = null;

/** Points {@link api} at a server and an identity. */
export function connectApi(connection: Connection): void {
  const identify: Middleware = {
    async onRequest({ request }) {
      request.headers.set("Authorization", `Bearer ${await connection.token()}`);
      return request;
    },
    onResponse({ response }) {
      if (response.status === 401) connection.onRejected();
    },
    onError({ error }) {
      if (error instanceof DOMException && error.name === "AbortError") return error;
      return new Problem(
        0,
        "unreachable",
        "The server can't be reached. Check your connection and try again.",
      );
    },
  };
  client = createClient<paths>({ baseUrl: connection.apiUrl });
  client.use(identify);
}

/** The typed client. Requests before {@link connectApi} are a mistake and throw. */
export function api(): Client<paths> {
  if (!client) throw new Error("connectApi comes first");
  return client;
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The body of a successful answer. Throws {@link Problem} for every other. */
export async function bodyOf<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) throw problemOf(response.status, error);
  return data as T;
}

/** Waits for an answer without a body. Throws {@link Problem} when it is not a success. */
export async function done(answer: Promise<Answer<unknown>>): Promise<void> {
  await bodyOf(answer);
}
