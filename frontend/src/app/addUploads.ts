import type { QueryClient } from "@tanstack/react-query";

import { addImage, showImage } from "@/features/library/libraryEvents";
import type { ImageRecord } from "@/services/api/types";

/** Takes photos that were just added into the page; the first of a row is shown. */
export function addUploads(queryClient: QueryClient, images: readonly ImageRecord[], first: boolean): void {
  images.forEach((image) => {
    addImage(queryClient, image);
  });
  if (first && images[0]) {
    showImage(queryClient, images[0]);
  }
}
