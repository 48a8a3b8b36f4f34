import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, bodyOf } from "@/api/client";
import { keys } from "@/lib/query-keys";
import { announce } from "@/lib/tabs";

export type NewSheet = { templateId: string; name: string };

/** Creates a sheet and answers its id, once the list knows it. An empty name takes the default. */
export function useCreateSheet() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ templateId, name }: NewSheet) => {
      const body = { template_id: templateId, name: name.trim() || undefined };
      const { job_id } = await bodyOf(api().POST("/api/cpe/sheets", { body }));
      await queries.refetchQueries({ queryKey: keys.sheets });
      announce({ kind: "sheets" });
      return job_id;
    },
  });
}
