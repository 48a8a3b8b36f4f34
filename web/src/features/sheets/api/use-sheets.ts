import { useQuery } from "@tanstack/react-query";

import { api, bodyOf } from "@/api/client";
import type { Sheet } from "@/api/types";
import { keys } from "@/lib/query-keys";

const WHILE_READING_MS = 5_000;

/** The user's sheets, newest first; kept fresh while any of them is being read. */
export function useSheets() {
  return useQuery({
    queryKey: keys.sheets,
    queryFn: async ({ signal }): Promise<Sheet[]> =>
      (await bodyOf(api().GET("/api/cpe/sheets", { signal }))).sheets,
    refetchInterval: ({ state }) =>
      state.data?.some((sheet) => sheet.active_run_id !== null) ? WHILE_READING_MS : false,
  });
}
