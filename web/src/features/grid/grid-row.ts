import type { SourceFile, TaskResult } from "@/api/types";

/** A value the reader is less sure of than this should be looked at by a person. */
const SURE_ENOUGH = 0.8;
/** An empty cell should, once the reader thinks it more likely overlooked than really empty. */
const SURELY_EMPTY = 0.5;

/**
 * A row that was read. `values` and `confidences` follow the grid's unified columns. What else lies
 * behind a value is asked for when it is looked at: of all rows it would be several times their size.
 */
export type ReadRow = {
  kind: "read";
  id: string;
  taskId: string;
  /** The row's place within what its task read. */
  rowIndex: number;
  source: string;
  fileIds: string[];
  paths: string[];
  values: (string | null)[];
  confidences: (number | null)[];
  needsLook: boolean;
};

/** A file that gave no row, and why. */
export type FailedRow = {
  kind: "failed";
  id: string;
  source: string;
  fileId: string;
  reason: string;
  /** Files that never arrived can't be read again; they have to be added again. */
  canRetry: boolean;
  needsLook: true;
};

export type GridRow = ReadRow | FailedRow;

function isUnsure(value: string | null, confidence: number | null): boolean {
  return confidence !== null && confidence < (value === null ? SURELY_EMPTY : SURE_ENOUGH);
}

/** A cell that a person should check: the reader was not sure of it. */
export function cellNeedsLook(row: GridRow, column: number): boolean {
  return row.kind === "read" && isUnsure(row.values[column] ?? null, row.confidences[column] ?? null);
}

/** The rows of a task, each value put under its unified column. */
export function rowsOf(result: TaskResult, columns: string[]): ReadRow[] {
  const places = columns.map((name) => result.extracted_data.columns.indexOf(name));
  return result.extracted_data.results.map((values, rowIndex) => {
    const ordered = places.map((place) => values[place] ?? null);
    const confidences = places.map((place) => result.confidences?.[rowIndex]?.[place] ?? null);
    return {
      kind: "read",
      id: `${result.task_id}/${rowIndex}`,
      taskId: result.task_id,
      rowIndex,
      source: result.source_files.join(", "),
      fileIds: result.source_file_ids,
      paths: result.source_files,
      values: ordered,
      confidences,
      needsLook:
        !result.is_certificate ||
        confidences.some((confidence, column) => isUnsure(ordered[column] ?? null, confidence)),
    };
  });
}

/** The files that gave no row and were not read again since. */
export function failedRows(files: SourceFile[]): FailedRow[] {
  return files
    .filter((file) => file.retried_as === null)
    .filter(
      (file) => file.task_status === "failed" || file.status === "missing" || file.status === "rejected",
    )
    .map((file) => ({
      kind: "failed",
      id: `file/${file.file_id}`,
      source: file.path,
      fileId: file.file_id,
      reason: file.reason_detail ?? "The file could not be read.",
      canRetry: file.task_status === "failed",
      needsLook: true,
    }));
}
