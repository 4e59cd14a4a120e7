import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { notify } from "@/features/notices/noticeStore";
import { dropUpscalingModel } from "@/features/upscaling/upscalingModelEvents";
import { removeUpscalingModel } from "@/services/api/endpoints";
import { reasonOf } from "@/services/api/problem";

/** Takes a custom model off the list. */
export function useRemoveModel() {
  const { t } = useTranslation("customModels");
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: removeUpscalingModel,
    onSuccess: (model) => {
      dropUpscalingModel(queryClient, model);
    },
    onError: (error) => {
      notify({ kind: "problem", title: t("notRemoved"), message: reasonOf(error) });
    },
  });
  return { remove: mutate, isPending };
}
