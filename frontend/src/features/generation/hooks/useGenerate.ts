import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useStorePart } from "@/common/store";
import { generationSettingsStore } from "@/features/generation/generationSettings";
import { useGenerators } from "@/features/generation/hooks/useGenerators";
import { requestGeneration } from "@/features/generation/requestGeneration";
import { notify } from "@/features/notices/noticeStore";
import { sentenceOf } from "@/services/api/problem";

/** Generating with the settings of the moment, and why that is not possible, if it is not; a refusal becomes a notice. */
export function useGenerate(onStarted: () => void) {
  const { t } = useTranslation("generation");
  const queryClient = useQueryClient();
  const hasPrompt = useStorePart(generationSettingsStore, ({ prompt }) => prompt.trim() !== "");
  const { chosen, error } = useGenerators();
  const unknown = error ? t("generatorsFailed") : t("generatorsUnknown");
  const obstacle = chosen === null ? unknown : hasPrompt ? null : t("promptMissing");

  const refuse = (reason: string) => {
    notify({ kind: "problem", title: t("notStarted"), message: reason });
  };
  const { mutate, isPending } = useMutation({
    mutationFn: () => requestGeneration(queryClient),
    onSuccess: onStarted,
    onError: (refusal) => {
      refuse(sentenceOf(refusal));
    },
  });

  return {
    obstacle,
    isPending,
    generate: () => {
      if (obstacle === null) {
        mutate();
      } else {
        refuse(obstacle);
      }
    },
  };
}
