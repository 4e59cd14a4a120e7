import { useMutation, useQueryClient } from "@tanstack/react-query";

import { showImage } from "@/features/library/libraryEvents";
import { notify } from "@/features/notices/noticeStore";
import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { strings } from "@/features/queue/strings";
import { sentenceOf } from "@/services/api/problem";
import { imageQuery } from "@/services/api/queries";

/** Puts an image whose id alone is known into the viewer, and closes the queue, which lies over it. */
export function useShowImageById(): (imageId: string) => void {
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (imageId: string) => queryClient.query({ ...imageQuery(imageId), staleTime: "static" }),
    onSuccess: (image) => {
      if (image.deleted_at === null) {
        showImage(queryClient, image);
        queueOpenedStore.set(false);
      } else {
        notify({ kind: "problem", title: strings.inTrash, message: strings.inTrashHelp });
      }
    },
    onError: (error) => {
      notify({ kind: "problem", title: strings.notShown, message: sentenceOf(error) });
    },
  });
  return mutate;
}
