import { useInfiniteQuery } from "@tanstack/react-query";

import { jobItemsQuery } from "@/services/api/queries";
import type { JobItemRecord } from "@/services/api/types";

/** The pictures of a tuning grid by index, and how to ask for them anew where that failed; empty while they are loaded. */
export function useTuningItems(jobId: string) {
  const { data, error, refetch } = useInfiniteQuery(jobItemsQuery(jobId));
  const items: readonly JobItemRecord[] = data?.pages.flatMap((page) => page.items) ?? [];
  return { items: new Map(items.map((item) => [item.index, item])), error, reload: () => void refetch() };
}
