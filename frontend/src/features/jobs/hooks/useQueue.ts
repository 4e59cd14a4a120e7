import { useQuery } from "@tanstack/react-query";

import { queueQuery } from "@/services/api/queries";
import type { QueueRecord } from "@/services/api/types";

/** All open jobs as one; null while that is not known. */
export function useQueue(): QueueRecord | null {
  return useQuery(queueQuery).data ?? null;
}
