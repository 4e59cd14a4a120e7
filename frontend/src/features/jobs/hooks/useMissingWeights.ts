import { useQuery } from "@tanstack/react-query";

import { weightsQuery } from "@/services/api/queries";
import type { WeightsRecord } from "@/services/api/types";

/** The weights that a reason names and that are not there; null when it is about something else. */
export function useMissingWeights(reason: string): WeightsRecord | null {
  const weights = useQuery(weightsQuery).data?.items ?? [];
  return weights.find(({ name, state }) => state !== "ready" && reason.includes(name)) ?? null;
}
