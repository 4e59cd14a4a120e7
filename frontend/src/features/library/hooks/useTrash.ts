import { useMutation, useQueryClient } from "@tanstack/react-query";

import { selectedIds } from "@/features/library/selectionStore";
import { moveAllToTrash, moveToTrash, undoLast } from "@/features/library/trash";
import type { ImageRecord } from "@/services/api/types";

/** Moves images to the trash, and takes that back. */
export function useTrash() {
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (image: ImageRecord | null) =>
      image === null ? moveAllToTrash(queryClient, selectedIds()) : moveToTrash(queryClient, image),
  });
  return {
    isPending,
    remove: (image: ImageRecord) => {
      mutate(image);
    },
    removeSelected: () => {
      mutate(null);
    },
    undo: () => void undoLast(queryClient),
  };
}
