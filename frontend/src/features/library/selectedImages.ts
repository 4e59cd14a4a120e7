import type { QueryClient } from "@tanstack/react-query";

import { isSelected, selectionStore } from "@/features/library/selectionStore";
import { listImages } from "@/services/api/endpoints";
import { galleryQuery } from "@/services/api/queries";
import type { ImageRecord } from "@/services/api/types";

/** How many images are asked for at a time: as many as the server gives. */
const PAGE_SIZE = 200;

/**
 * Ids of the selected images, newest first, each that of its newest version; what the gallery has not loaded is fetched.
 *
 * @throws ApiProblem when the server refuses, Unreachable when there is no answer.
 */
export async function idsOfSelection(queryClient: QueryClient): Promise<string[]> {
  const selection = selectionStore.get();
  const selectedOf = (images: readonly ImageRecord[]) =>
    images.filter((image) => isSelected(selection, image.origin_id)).map(({ id }) => id);

  const pages = queryClient.getQueryData(galleryQuery.queryKey)?.pages ?? [];
  const ids = selectedOf(pages.flatMap(({ items }) => items));
  let cursor = pages.at(-1)?.next ?? null;
  while (cursor !== null && (selection.all || ids.length < selection.origins.size)) {
    const page = await listImages({ cursor, limit: PAGE_SIZE, versions: "newest" });
    ids.push(...selectedOf(page.items));
    cursor = page.next;
  }
  return ids;
}
