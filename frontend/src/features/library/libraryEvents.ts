import type { QueryClient } from "@tanstack/react-query";

import { followedJobsStore } from "@/features/library/followedJobsStore";
import { insertImage, removeImage, successorOf } from "@/features/library/imagePages";
import { shownImageStore } from "@/features/library/shownImageStore";
import { galleryQuery, imageQuery, overrideAnswerUnderWay, versionsQuery } from "@/services/api/queries";
import type { ImagePage, ImageRecord } from "@/services/api/types";

/** Puts an image into the viewer, its record being known already; no job is followed there any more. */
export function showImage(queryClient: QueryClient, image: ImageRecord): void {
  queryClient.setQueryData(imageQuery(image.id).queryKey, image);
  shownImageStore.set(image.id);
  followedJobsStore.set([]);
}

/** Takes an image that is new, or back from the trash, into everything that is loaded. */
export function addImage(queryClient: QueryClient, image: ImageRecord): void {
  queryClient.setQueryData(imageQuery(image.id).queryKey, image);
  changeGallery(queryClient, (pages) => insertImage(pages, image));
  changeVersions(queryClient, image, (others) => [...others, image].sort(byAge));
}

/**
 * As `addImage`, for an image that was just made; a result of the image in the viewer takes its place there, and a base
 * image that a followed job made is what the viewer shows from now on.
 */
export function addNewImage(queryClient: QueryClient, image: ImageRecord): void {
  addImage(queryClient, image);
  const { source_id, job_id } = image;
  const takesPlace = source_id !== null && source_id === shownImageStore.get();
  const isFollowed = source_id === null && job_id !== null && followedJobsStore.get().includes(job_id);
  if (takesPlace || isFollowed) {
    shownImageStore.set(image.id);
  }
}

/** Takes an image that went to the trash out of everything that is loaded; the viewer moves on to the next one. */
export function dropImage(queryClient: QueryClient, image: ImageRecord): void {
  if (shownImageStore.get() === image.id) {
    const pages = queryClient.getQueryData(galleryQuery.queryKey)?.pages ?? [];
    const next = successorOf(
      pages.flatMap((page) => page.items),
      image.id,
    );
    shownImageStore.set(next?.id ?? null);
    if (next) {
      showImage(queryClient, next);
    }
  }
  queryClient.setQueryData(imageQuery(image.id).queryKey, image);
  changeGallery(queryClient, (pages) => removeImage(pages, image.id));
  changeVersions(queryClient, image, (others) => [...others]);
}

/** Loads everything anew; of the gallery the first page, so that a long one is not fetched page by page. */
export function reloadEverything(queryClient: QueryClient): void {
  queryClient.setQueryData(
    galleryQuery.queryKey,
    (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
  );
  void queryClient.invalidateQueries();
}

const byAge = (a: ImageRecord, b: ImageRecord) => Date.parse(a.created_at) - Date.parse(b.created_at);

function changeGallery(queryClient: QueryClient, change: (pages: readonly ImagePage[]) => ImagePage[]): void {
  const { queryKey } = galleryQuery;
  queryClient.setQueryData(queryKey, (data) => data && { ...data, pages: change(data.pages) });
  overrideAnswerUnderWay(queryClient, queryKey);
}

function changeVersions(
  queryClient: QueryClient,
  image: ImageRecord,
  change: (others: readonly ImageRecord[]) => ImageRecord[],
): void {
  const { queryKey } = versionsQuery(image.origin_id);
  queryClient.setQueryData(
    queryKey,
    (versions) => versions && change(versions.filter((version) => version.id !== image.id)),
  );
  overrideAnswerUnderWay(queryClient, queryKey);
}
