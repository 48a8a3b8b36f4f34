import type { Sheet } from "@/api/types";
import type { Tone } from "@/components/badge";
import { formatCount } from "@/lib/format";

type Status = { tone: Tone; text: string; progress: number | null };

/** How a sheet stands, in two words. `progress` is between 0 and 1 while it is being read. */
export function sheetStatus(sheet: Sheet): Status {
  const ended = sheet.tasks_completed + sheet.tasks_failed;
  if (sheet.active_run_id !== null) {
    const text = `${formatCount(ended)} of ${formatCount(sheet.tasks_total)} read`;
    return { tone: "accent", text, progress: sheet.tasks_total === 0 ? 0 : ended / sheet.tasks_total };
  }
  if (sheet.tasks_total === 0)
    return { tone: "quiet", text: sheet.files_total === 0 ? "Empty" : "Not started", progress: null };
  if (sheet.tasks_failed === sheet.tasks_total) return { tone: "bad", text: "Failed", progress: null };
  if (sheet.tasks_failed > 0)
    return { tone: "warn", text: `${formatCount(sheet.tasks_failed)} failed`, progress: null };
  return { tone: "ok", text: "Read", progress: null };
}
