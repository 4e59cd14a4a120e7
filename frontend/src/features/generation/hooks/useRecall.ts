import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { changeGeneration, generationSettingsStore } from "@/features/generation/generationSettings";
import { recallAll, recallPrompt, recallSeed, type Recalled } from "@/features/generation/recall";
import { notify } from "@/features/notices/noticeStore";
import { reasonOf } from "@/services/api/problem";
import { generatorsQuery } from "@/services/api/queries";
import type { ImageGeneration } from "@/services/api/types";

/** What can be taken over of what made an image. */
export type RecallKind = "all" | "prompt" | "seed";

/** Takes over into the settings what made an image, and says so, with what could not be taken over. */
export function useRecall() {
  const { t } = useTranslation("generation");
  const queryClient = useQueryClient();

  const recalledOf = async (kind: RecallKind, made: ImageGeneration): Promise<Recalled> => {
    switch (kind) {
      case "prompt":
        return recallPrompt(made);
      case "seed":
        return recallSeed(made);
      case "all": {
        const generators = await queryClient.query({ ...generatorsQuery, staleTime: "static" });
        return recallAll(made, generators, generationSettingsStore.get());
      }
    }
  };

  return async (kind: RecallKind, made: ImageGeneration): Promise<void> => {
    try {
      const { change, notes } = await recalledOf(kind, made);
      const changed = Object.keys(change).length > 0;
      changeGeneration(change);
      notify({
        kind: "done",
        title: changed ? t(`recall.${kind}.done`) : t("notRecalled"),
        message: notes.length > 0 ? notes.join(" ") : t(`recall.${kind}.message`),
      });
    } catch (error) {
      notify({ kind: "problem", title: t("notRecalled"), message: reasonOf(error) });
    }
  };
}
