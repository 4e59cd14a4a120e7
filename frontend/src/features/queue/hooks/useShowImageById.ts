import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { showImage } from "@/features/library/libraryEvents";
import { notify } from "@/features/notices/noticeStore";
import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { reasonOf } from "@/services/api/problem";
import { imageQuery } from "@/services/api/queries";

/** Puts an image whose id alone is known into the viewer, and closes the queue, which lies over it. */
export function useShowImageById(): (imageId: string) => void {
  const { t } = useTranslation("queue");
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (imageId: string) => queryClient.query({ ...imageQuery(imageId), staleTime: "static" }),
    onSuccess: (image) => {
      if (image.deleted_at === null) {
        showImage(queryClient, image);
        queueOpenedStore.set(false);
      } else {
        notify({ kind: "problem", title: t("inTrash"), message: t("inTrashHelp") });
      }
    },
    onError: (error) => {
      notify({ kind: "problem", title: t("notShown"), message: reasonOf(error) });
    },
  });
  return mutate;
}
