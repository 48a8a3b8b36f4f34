type Extras = Record<string, unknown>;

/** An error the API answered (RFC 9457), or the lack of an answer (`code` is `unreachable`). */
export class Problem extends Error {
  override name = "Problem";

  constructor(
    /** HTTP status; 0 when nothing answered. */
    readonly status: number,
    readonly code: string,
    /** A sentence the user can act on. */
    readonly detail: string,
    /** Further members that the code documents, such as `latest_run_id`. */
    readonly extras: Extras = {},
  ) {
    super(detail);
  }

  /** Whether the same request may well succeed a moment later. */
  get passes(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

const FALLBACK = "The server could not answer. Try again in a moment.";

/** The problem in a response's body; bodies that are no problem document still give one. */
export function problemOf(status: number, body: unknown): Problem {
  if (typeof body !== "object" || body === null) return new Problem(status, `http_${status}`, FALLBACK);
  const { code, detail, ...extras } = body as Extras;
  return new Problem(
    status,
    typeof code === "string" ? code : `http_${status}`,
    typeof detail === "string" ? detail : FALLBACK,
    extras,
  );
}

/** The sentence to show for anything thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Problem ? error.detail : FALLBACK;
}
