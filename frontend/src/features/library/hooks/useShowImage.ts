import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { showImage } from "@/features/library/libraryEvents";
import type { ImageRecord } from "@/services/api/types";

/** Puts an image into the viewer. */
export function useShowImage(): (image: ImageRecord) => void {
  const queryClient = useQueryClient();
  return useCallback(
    (image) => {
      showImage(queryClient, image);
    },
    [queryClient],
  );
}
