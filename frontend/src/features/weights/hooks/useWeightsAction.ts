import { useMutation, useQueryClient } from "@tanstack/react-query";

import { notify } from "@/features/notices/noticeStore";
import { putWeights } from "@/features/weights/weightsEvents";
import { reasonOf } from "@/services/api/problem";
import type { WeightsRecord } from "@/services/api/types";

/** Something that is done with the weights of a name; a refusal becomes a notice of that title. */
export function useWeightsAction(request: (name: string) => Promise<WeightsRecord>, refused: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: request,
    onSuccess: (weights) => {
      putWeights(queryClient, weights);
    },
    onError: (error) => {
      notify({ kind: "problem", title: refused, message: reasonOf(error) });
    },
  });
}

/** Something that can be done with weights, and what became of it. */
export type WeightsAction = ReturnType<typeof useWeightsAction>;
