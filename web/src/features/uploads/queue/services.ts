import type { FileToRegister, RegisteredFiles } from "@/api/types";

import type { Outcome, Presigned } from "./send-to-storage";

/** What an upload queue needs from the world; its tests bring their own. */
export type UploadServices = {
  /** The run that takes uploads now, as far as the page knows. */
  openRunId: () => string;
  /** Registers up to 200 files. Throws `Problem`. */
  register: (runId: string, files: FileToRegister[]) => Promise<RegisteredFiles>;
  /** Takes a registered file out of its run again. Throws `Problem`. */
  unregister: (runId: string, fileId: string) => Promise<void>;
  hash: (file: File) => Promise<string | undefined>;
  send: (
    upload: Presigned,
    file: File,
    onSent: (bytes: number) => void,
    signal: AbortSignal,
  ) => Promise<Outcome>;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The run turned out not to be open any more; `latestRunId` is the newest one. */
  onRunMoved: (latestRunId: string) => Promise<void>;
  /** Files were registered, stored or taken out: whoever shows them should look again. */
  onFilesChanged: () => void;
};
