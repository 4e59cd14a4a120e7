import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { dropGenerator, putGenerator } from "@/features/generators/generatorEvents";
import { notify } from "@/features/notices/noticeStore";
import { removeGenerator } from "@/services/api/endpoints";
import { reasonOf } from "@/services/api/problem";

/** Takes a generator off the list; of one that stays there the files that were fetched are removed. */
export function useRemoveGenerator() {
  const { t } = useTranslation("generators");
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: removeGenerator,
    onSuccess: (generator) => {
      const take = generator.removable ? dropGenerator : putGenerator;
      take(queryClient, generator);
    },
    onError: (error) => {
      notify({ kind: "problem", title: t("notRemoved"), message: reasonOf(error) });
    },
  });
  return { remove: mutate, isPending };
}
