import { QueryClient } from "@tanstack/react-query";

import { ApiProblem } from "@/services/api/problem";

/** A cache that the server's events keep fresh, so that nothing is fetched twice. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        // The server is usually on this machine, where a browser that is offline reaches it all the same.
        networkMode: "always",
        retry: (failures, error) => !(error instanceof ApiProblem) && failures < 2,
      },
      mutations: { networkMode: "always" },
    },
  });
}
