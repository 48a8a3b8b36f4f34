import type { UploadItem } from "./upload-item";

const key = (jobId: string) => `cpe.uploading.${jobId}`;

/** Notes in this tab which registered files have not arrived, in case the page is left. */
export function noteUnfinished(jobId: string, items: readonly UploadItem[]): void {
  const ids = items.flatMap((item) =>
    item.fileId !== null && item.state !== "uploaded" && item.state !== "refused" ? [item.fileId] : [],
  );
  if (ids.length === 0) sessionStorage.removeItem(key(jobId));
  else sessionStorage.setItem(key(jobId), JSON.stringify(ids));
}

/** The files whose upload this tab broke off when it was left or reloaded. */
export function interruptedIn(jobId: string): string[] {
  const noted: unknown = JSON.parse(sessionStorage.getItem(key(jobId)) ?? "[]");
  return Array.isArray(noted) ? noted.filter((id) => typeof id === "string") : [];
}
