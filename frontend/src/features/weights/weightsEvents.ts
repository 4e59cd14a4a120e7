import type { QueryClient } from "@tanstack/react-query";

import { restorationAlgorithmsQuery, upscalingModelsQuery, weightsQuery } from "@/services/api/queries";
import type { WeightsRecord } from "@/services/api/types";

/** Takes a new state of a weights file into what is loaded; what can be done is asked anew when a file came or went. */
export function putWeights(queryClient: QueryClient, weights: WeightsRecord): void {
  queryClient.setQueryData(
    weightsQuery.queryKey,
    (list) => list && { ...list, items: list.items.map((item) => (item.name === weights.name ? weights : item)) },
  );
  if (weights.state !== "downloading") {
    void queryClient.invalidateQueries({ queryKey: upscalingModelsQuery.queryKey });
    void queryClient.invalidateQueries({ queryKey: restorationAlgorithmsQuery.queryKey });
  }
}
