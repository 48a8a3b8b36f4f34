import { QueryClient } from "@tanstack/react-query";

import { Problem } from "@/api/problem";

const RETRIES = 2;

/** One cache for the page. Only what may pass is asked again by itself. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => error instanceof Problem && error.passes && count < RETRIES,
        staleTime: 10_000,
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}
