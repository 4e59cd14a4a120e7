import { useMutation, useQueryClient } from "@tanstack/react-query";

import { dropGenerator, putGenerator } from "@/features/generators/generatorEvents";
import { strings } from "@/features/generators/strings";
import { notify } from "@/features/notices/noticeStore";
import { removeGenerator } from "@/services/api/endpoints";
import { sentenceOf } from "@/services/api/problem";

/** Takes a generator off the list; of one that stays there the files that were fetched are removed. */
export function useRemoveGenerator() {
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: removeGenerator,
    onSuccess: (generator) => {
      const take = generator.removable ? dropGenerator : putGenerator;
      take(queryClient, generator);
    },
    onError: (error) => {
      notify({ kind: "problem", title: strings.notRemoved, message: sentenceOf(error) });
    },
  });
  return { remove: mutate, isPending };
}
