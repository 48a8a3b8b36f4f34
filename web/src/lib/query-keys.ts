/** What each cached answer is filed under. A sheet's answers share its prefix. */
export const keys = {
  states: ["states"] as const,
  sheets: ["sheets"] as const,
  sheet: (jobId: string) => ["sheet", jobId] as const,
  events: (jobId: string) => ["sheet", jobId, "events"] as const,
  files: (jobId: string) => ["sheet", jobId, "files"] as const,
  rows: (jobId: string) => ["sheet", jobId, "rows"] as const,
  fileResults: (jobId: string, fileId: string) => ["sheet", jobId, "file-results", fileId] as const,
  content: (jobId: string, fileId: string) => ["sheet", jobId, "content", fileId] as const,
};
