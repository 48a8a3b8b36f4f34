import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The running stack's addresses, as `make up` writes them. */
type Stack = { api_url: string; web_url: string; s3_endpoint: string; firebase_project: string };

export const REPOSITORY = path.join(import.meta.dirname, "..", "..");
export const SAMPLES = path.join(REPOSITORY, "samples");

let known: Stack | null = null;

/** `.local/stack.json`, or the file that STACK_FILE names. */
export const stackFile = () => process.env.STACK_FILE ?? path.join(REPOSITORY, ".local", "stack.json");

/** What the stack says of itself. Throws when none runs. */
export function stack(): Stack {
  const file = stackFile();
  if (!existsSync(file))
    throw new Error(`No local stack runs (${file} is not there). Start one with \`make up\`.`);
  known ??= JSON.parse(readFileSync(file, "utf8")) as Stack;
  return known;
}

const segment = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

function token(email: string): string {
  const now = Math.floor(Date.now() / 1000);
  const project = stack().firebase_project;
  const claims = {
    iss: `https://securetoken.google.com/${project}`,
    aud: project,
    sub: email,
    user_id: email,
    iat: now,
    exp: now + 3600,
    auth_time: now,
    email,
    firebase: { sign_in_provider: "custom", identities: {} },
  };
  return `${segment({ alg: "none", typ: "JWT" })}.${segment(claims)}.`;
}

/** Calls the API as a user, past the page. Throws when the answer is not a success. */
export async function call<T>(email: string, method: string, route: string, body?: object): Promise<T> {
  const response = await fetch(stack().api_url + route, {
    method,
    headers: { Authorization: `Bearer ${token(email)}`, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
