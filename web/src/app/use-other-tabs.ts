import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { keys } from "@/lib/query-keys";
import { onAnnouncement } from "@/lib/tabs";

/** Looks again at whatever another tab of this user says it has changed. */
export function useOtherTabs(): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      onAnnouncement((news) => {
        void queries.invalidateQueries({ queryKey: keys.sheets });
        if (news.kind !== "sheet") return;
        void queries.invalidateQueries({ queryKey: keys.events(news.jobId) });
        void queries.invalidateQueries({ queryKey: keys.files(news.jobId) });
      }),
    [queries],
  );
}
