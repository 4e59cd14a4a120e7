import type { QueryClient } from "@tanstack/react-query";

import {
  askAnew,
  overrideAnswerUnderWay,
  restorationAlgorithmsQuery,
  upscalingModelsQuery,
  weightsQuery,
} from "@/services/api/queries";
import type { WeightsRecord } from "@/services/api/types";

/**
 * Takes a new state of a weights file into what is loaded. When a file came or went, it is asked anew what can be done
 * and how much space is left.
 */
export function putWeights(queryClient: QueryClient, weights: WeightsRecord): void {
  const { queryKey } = weightsQuery;
  queryClient.setQueryData(
    queryKey,
    (list) => list && { ...list, items: list.items.map((item) => (item.name === weights.name ? weights : item)) },
  );
  if (weights.state === "downloading" || weights.state === "checking") {
    overrideAnswerUnderWay(queryClient, queryKey);
  } else {
    askAnew(queryClient, queryKey);
    void queryClient.invalidateQueries({ queryKey: upscalingModelsQuery.queryKey });
    void queryClient.invalidateQueries({ queryKey: restorationAlgorithmsQuery.queryKey });
  }
}
