/** A cell one asks the origin of, independent of the grid it stands in. */
export type EvidenceTarget = {
  column: string;
  /** As the user reads it; empty when the document does not say. */
  text: string;
  /** Between 0 and 1; null for what was not read from a document. */
  confidence: number | null;
  needsLook: boolean;
  /** The row among those read from the files; null for what was not read from a document. */
  origin: { taskId: string; rowIndex: number } | null;
  fileIds: string[];
  paths: string[];
  /** Why nothing was read, for a file that failed. */
  failure: string | null;
};
