import type { RegisteredFiles } from "@/api/types";

export type Presigned = RegisteredFiles["files"][number]["upload"];

/** How the storage took an upload. `expired`: sign again; `passing`: try again; else it is final. */
export type Outcome =
  { kind: "stored" } | { kind: "expired" } | { kind: "passing" } | { kind: "refused"; detail: string };

function outcomeOf(status: number, body: string): Outcome {
  if (status >= 200 && status < 300) return { kind: "stored" };
  if (status === 403) return { kind: "expired" };
  if (status === 0 || status === 408 || status === 429 || status >= 500) return { kind: "passing" };
  if (body.includes("RequestTimeout")) return { kind: "passing" };
  if (body.includes("EntityTooLarge"))
    return { kind: "refused", detail: "The storage says the file is too large." };
  return {
    kind: "refused",
    detail: `The storage refused the file (status ${status}). Remove it and add it again.`,
  };
}

/** Posts a file to a presigned address; tells the bytes sent. Rejects only when aborted. */
export function sendToStorage(
  upload: Presigned,
  file: File,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
    form.append("file", file); // S3 ignores whatever follows this part

    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => onSent(Math.min(event.loaded, file.size));
    request.onload = () => resolve(outcomeOf(request.status, request.responseText));
    request.onerror = () => resolve({ kind: "passing" });
    request.onabort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", upload.url);
    request.send(form);
  });
}
