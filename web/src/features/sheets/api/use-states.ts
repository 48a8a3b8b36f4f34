import { useQuery } from "@tanstack/react-query";

import { api, bodyOf } from "@/api/client";
import { keys } from "@/lib/query-keys";

/** The licence states a sheet can be kept for. They hardly ever change. */
export function useStates(enabled: boolean) {
  return useQuery({
    queryKey: keys.states,
    queryFn: ({ signal }) => bodyOf(api().GET("/api/cpe/states", { signal })),
    staleTime: Infinity,
    enabled,
  });
}
