import { type EvidenceTarget } from "@/features/evidence/evidence-target";
import { display } from "@/features/grid/display";
import { cellNeedsLook } from "@/features/grid/grid-row";
import type { FocusedCell } from "@/features/grid/components/SheetGrid";

/** What is known about the origin of a cell of the grid. */
export function evidenceOf({ row, column }: FocusedCell): EvidenceTarget {
  if (row.kind === "failed") {
    return {
      column: row.source,
      text: "",
      confidence: null,
      origin: null,
      fileIds: [row.fileId],
      paths: [row.source],
      failure: row.reason,
      needsLook: true,
    };
  }
  const common = {
    column: column.id,
    fileIds: row.fileIds,
    paths: row.paths,
    failure: null,
    needsLook: cellNeedsLook(row, column.place),
  };
  if (column.place < 0) return { ...common, text: row.source, confidence: null, origin: null };
  return {
    ...common,
    text: display(row.values[column.place] ?? null, column.dataType),
    confidence: row.confidences[column.place] ?? null,
    origin: { taskId: row.taskId, rowIndex: row.rowIndex },
  };
}
