import { api, bodyOf } from "@/api/client";
import type { Results } from "@/api/types";

import { type ReadRow, rowsOf } from "../grid-row";

const RESULTS_PER_PAGE = 250;

type Page = { cursor: string | null; newestRun: number; results: Results["results"]; rows: ReadRow[] };

/** All rows of a sheet so far, in the order of its runs. */
export type SheetRows = { columns: string[]; fields: Results["fields"]; pages: Page[]; rows: ReadRow[] };

const NOTHING: SheetRows = { columns: [], fields: [], pages: [], rows: [] };

const sameNames = (one: string[], other: string[]) =>
  one.length === other.length && one.every((name, index) => name === other[index]);

function withPage(known: SheetRows, answer: Results, cursor: string | null): SheetRows {
  const { columns, fields } = answer;
  const page = {
    cursor,
    newestRun: answer.results.at(-1)?.result_set_index ?? -1,
    results: answer.results,
    rows: [],
  };
  const stale = !sameNames(columns, known.columns);
  const pages = [...known.pages, page].map((each) =>
    stale || each === page
      ? { ...each, rows: each.results.flatMap((result) => rowsOf(result, columns)) }
      : each,
  );
  return { columns, fields, pages, rows: pages.flatMap((each) => each.rows) };
}

/**
 * Brings what is known up to date. Only the newest run with results can still change (its tasks end
 * in any order), so pages that lie wholly before it are kept. `onMore` hears of each further page.
 */
export async function fetchRows(
  jobId: string,
  known: SheetRows | undefined,
  signal: AbortSignal,
  onMore: (rows: SheetRows) => void,
): Promise<SheetRows> {
  const newest = known?.pages.at(-1)?.newestRun ?? 0;
  const settled =
    known?.pages.filter((page, index, pages) => page.newestRun < newest && index < pages.length - 1) ?? [];
  let rows: SheetRows = known ? { ...known, pages: settled } : NOTHING;
  let cursor = known?.pages[settled.length]?.cursor ?? null;
  do {
    const query = {
      limit: RESULTS_PER_PAGE,
      cells: "confidence" as const,
      ...(cursor !== null && { cursor }),
    };
    const answer = await bodyOf(
      api().GET("/api/jobs/{job_id}/results", { params: { path: { job_id: jobId }, query }, signal }),
    );
    rows = withPage(rows, answer, cursor);
    cursor = answer.next_cursor ?? null;
    if (cursor !== null && rows.rows.length > (known?.rows.length ?? 0)) onMore(rows);
  } while (cursor !== null);
  return rows;
}
