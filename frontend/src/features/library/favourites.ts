import type { QueryClient } from "@tanstack/react-query";

import { reloadImages, updateImage } from "@/features/library/libraryEvents";
import { notify } from "@/features/notices/noticeStore";
import { translator } from "@/i18n/i18n";
import { markImages } from "@/services/api/endpoints";
import { sentenceOf } from "@/services/api/problem";
import type { ImageRecord } from "@/services/api/types";

/** Makes the image a favourite, or one no more: seen at once, and taken back where the server refuses. */
export async function toggleFavourite(queryClient: QueryClient, image: ImageRecord): Promise<void> {
  const favourite = !image.favourite;
  updateImage(queryClient, { ...image, favourite });
  try {
    await markImages([image.id], favourite);
  } catch (error) {
    updateImage(queryClient, image);
    notifyNotMarked(error);
  }
}

/** Makes images, given by their ids, favourites, or ones no more. */
export async function markFavourites(
  queryClient: QueryClient,
  ids: readonly string[],
  favourite: boolean,
): Promise<void> {
  try {
    await markImages(ids, favourite);
    reloadImages(queryClient);
  } catch (error) {
    notifyNotMarked(error);
  }
}

function notifyNotMarked(error: unknown): void {
  notify({ kind: "problem", title: translator("library")("notMarked"), message: sentenceOf(error) });
}
