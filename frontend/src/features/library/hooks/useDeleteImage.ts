import { useMutation, useQueryClient } from "@tanstack/react-query";

import { bringBackImage, dropImage, showImage } from "@/features/library/libraryEvents";
import { strings } from "@/features/library/strings";
import { notify } from "@/features/notices/noticeStore";
import { deleteImage, undeleteImage } from "@/services/api/endpoints";
import { sentenceOf } from "@/services/api/problem";
import type { ImageRecord } from "@/services/api/types";

/** Moves an image to the trash, and offers to take that back. */
export function useDeleteImage() {
  const queryClient = useQueryClient();
  const onError = (error: Error) => {
    notify({ kind: "problem", title: strings.notDeleted, message: sentenceOf(error) });
  };

  const undelete = useMutation({
    mutationFn: undeleteImage,
    onSuccess: (image) => {
      bringBackImage(queryClient, image);
      showImage(queryClient, image);
    },
    onError,
  });

  const { mutate, isPending } = useMutation({
    mutationFn: deleteImage,
    onSuccess: (image) => {
      dropImage(queryClient, image);
      notify({
        kind: "done",
        title: strings.deleted,
        message: image.name,
        action: {
          label: strings.undo,
          run: () => {
            undelete.mutate(image.id);
          },
        },
      });
    },
    onError,
  });

  return {
    isPending,
    remove: (image: ImageRecord) => {
      mutate(image.id);
    },
  };
}
