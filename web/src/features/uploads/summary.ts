import { formatCount, plural } from "@/lib/format";

import type { UploadItem } from "./queue/upload-item";

/** Where the files of a queue stand. `sent` and `bytes` cover what is under way or uploaded. */
export type UploadSummary = {
  underWay: number;
  failed: number;
  refused: number;
  uploaded: number;
  sent: number;
  bytes: number;
};

export function summarise(items: readonly UploadItem[]): UploadSummary {
  const summary = { underWay: 0, failed: 0, refused: 0, uploaded: 0, sent: 0, bytes: 0 };
  for (const item of items) {
    if (item.state === "failed") summary.failed++;
    else if (item.state === "refused") summary.refused++;
    else {
      if (item.state === "uploaded") summary.uploaded++;
      else summary.underWay++;
      summary.bytes += item.file.size;
      summary.sent += item.sent;
    }
  }
  return summary;
}

/** The summary in words, with how many files are there to read; empty when there is nothing to say. */
export function summaryInWords(
  { underWay, failed, refused, uploaded }: UploadSummary,
  there: number,
): string {
  const parts: string[] = [];
  if (underWay > 0) parts.push(`${formatCount(uploaded)} of ${plural(uploaded + underWay, "file")} uploaded`);
  else if (there > 0) parts.push(`${plural(there, "file")} to read`);
  if (failed > 0) parts.push(`${formatCount(failed)} not uploaded`);
  if (refused > 0) parts.push(`${formatCount(refused)} not taken`);
  return parts.join(" · ");
}
