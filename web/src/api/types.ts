import type { paths } from "@/api/schema";

type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : never;
type Get<P extends keyof paths> = paths[P] extends { get: { responses: { 200: infer R } } } ? Json<R> : never;
type Post<P extends keyof paths, Status extends number> = paths[P] extends {
  post: { responses: Record<Status, infer R> };
}
  ? Json<R>
  : never;
type PostBody<P extends keyof paths> = paths[P] extends { post: { requestBody: infer R } } ? Json<R> : never;

/** A licence state a sheet can be kept for. */
export type State = Get<"/api/cpe/states">[number];
/** One entry of the list of sheets. */
export type Sheet = Get<"/api/cpe/sheets">["sheets"][number];
/** How a sheet stands; small and cheap to poll. */
export type SheetEvents = Get<"/api/jobs/{job_id}/events">;
/** A file of a sheet, in whichever run. */
export type SourceFile = Get<"/api/jobs/{job_id}/files">["files"][number];
/** A page of the grid. */
export type Results = Get<"/api/jobs/{job_id}/results">;
/** What one certificate gave. */
export type TaskResult = Results["results"][number];
/** What was read from one file, with what lies behind its values. */
export type FileResults = Get<"/api/jobs/{job_id}/files/{file_id}/results">;
/** What lies behind one value: confidence and evidence. */
export type ResultCell = NonNullable<TaskResult["cells"]>[number][number];
/** Where a value stands on a page. */
export type Evidence = NonNullable<ResultCell["evidence"]>;
/** A document's short-lived address. */
export type FileContent = Get<"/api/jobs/{job_id}/files/{file_id}/content">;
/** The answer to a registration: presigned uploads, and what was refused. */
export type RegisteredFiles = Post<"/api/jobs/{job_id}/files", 201>;
export type FileToRegister = PostBody<"/api/jobs/{job_id}/files">["files"][number];
export type RefusedFile = RegisteredFiles["refused"][number];
export type StartedRun = Post<"/api/cpe/sheets/{job_id}/start", 200>;
export type ExportView = NonNullable<PostBody<"/api/jobs/{job_id}/exports">["view"]>;
