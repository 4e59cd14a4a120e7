import type { QueryClient } from "@tanstack/react-query";

import { addImage, showImage } from "@/features/library/libraryEvents";
import { applyToAdded } from "@/features/postprocessing/applyToAdded";
import type { ImageRecord } from "@/services/api/types";

/**
 * Takes photos that were just added into the page; the first of a row is shown, and what is set for such photos is done
 * with all of them.
 */
export function addUploads(queryClient: QueryClient, images: readonly ImageRecord[], first: boolean): void {
  images.forEach((image) => {
    addImage(queryClient, image);
  });
  if (first && images[0]) {
    showImage(queryClient, images[0]);
  }
  void applyToAdded(
    queryClient,
    images.map((image) => image.id),
  );
}
