import type { RefusedFile } from "@/api/types";

/** A file as it was picked: its path within what was dropped, and its bytes. */
export type PickedFile = { path: string; file: File };

export type Reason = Pick<RefusedFile, "code" | "detail"> & { duplicateOf?: string };

/**
 * One file on its way. `waiting`: nothing sent yet; `refused`: by a rule, ours or the server's;
 * `failed`: something went wrong and a retry may help.
 */
export type UploadState = "waiting" | "uploading" | "uploaded" | "refused" | "failed";

export type UploadItem = {
  readonly id: number;
  readonly path: string;
  readonly file: File;
  readonly state: UploadState;
  /** Bytes sent so far. */
  readonly sent: number;
  /** Known once the server has registered the file. */
  readonly fileId: string | null;
  readonly reason: Reason | null;
  readonly addAnyway: boolean;
};

/** Whether leaving the page now would lose the file. */
export const isUnderWay = (item: UploadItem) => item.state === "waiting" || item.state === "uploading";
