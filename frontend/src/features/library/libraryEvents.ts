import type { QueryClient } from "@tanstack/react-query";

import { followedJobsStore } from "@/features/library/followedJobsStore";
import { entryOf, putOnTop, putVersion, removeEntry, replaceEntry, successorOf } from "@/features/library/imagePages";
import { forgetSelected, keepOut } from "@/features/library/selectionStore";
import { shownImageStore } from "@/features/library/shownImageStore";
import { askAnew, galleryQuery, imageQuery, overrideAnswerUnderWay, versionsQuery } from "@/services/api/queries";
import type { ImagePage, ImageRecord } from "@/services/api/types";

/** Puts an image into the viewer, its record being known already; no job is followed there any more. */
export function showImage(queryClient: QueryClient, image: ImageRecord): void {
  queryClient.setQueryData(imageQuery(image.id).queryKey, image);
  shownImageStore.set(image.id);
  followedJobsStore.set([]);
}

/** Takes an image that is new into everything that is loaded: a result in the place of its origin, others on top. */
export function addImage(queryClient: QueryClient, image: ImageRecord): void {
  if (image.source_id === null && !isKnown(queryClient, image)) {
    keepOut(image.origin_id);
  }
  changeGallery(
    queryClient,
    (pages) => putVersion(pages, image) ?? (image.source_id === null ? putOnTop(pages, image) : null),
  );
  addVersion(queryClient, image);
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

/** Takes an image that is back from the trash into everything that is loaded. */
export function bringBackImage(queryClient: QueryClient, image: ImageRecord): void {
  changeGallery(queryClient, (pages) => putVersion(pages, image));
  addVersion(queryClient, image);
}

/**
 * Takes an image that went to the trash out of everything that is loaded. In its place, in the gallery as in the viewer,
 * comes the newest version that is left, and where there is none the viewer moves on to the next image.
 */
export function dropImage(queryClient: QueryClient, image: ImageRecord): void {
  const others = otherVersions(queryClient, image);
  if (shownImageStore.get() === image.id) {
    const next = others?.at(-1) ?? successorOf(loadedEntries(queryClient), image.origin_id);
    shownImageStore.set(next?.id ?? null);
    if (next) {
      showImage(queryClient, next);
    }
  }
  if ((others ?? []).length === 0) {
    forgetSelected(image.origin_id);
  }
  queryClient.setQueryData(imageQuery(image.id).queryKey, image);
  changeGallery(queryClient, (pages) => withoutImage(pages, image, others ?? []));
  if (others === null) {
    // An older version may take its place. Until that is known it is gone, or the viewer would show it again.
    askAnew(queryClient, galleryQuery.queryKey);
  }
  changeVersions(queryClient, image, (versions) => [...versions]);
}

/** Loads everything anew; of the gallery the first page, so that a long one is not fetched page by page. */
export function reloadEverything(queryClient: QueryClient): void {
  queryClient.setQueryData(
    galleryQuery.queryKey,
    (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
  );
  void queryClient.invalidateQueries();
}

/** The pages without the image, in whose place comes the newest of its other versions. */
function withoutImage(
  pages: readonly ImagePage[],
  image: ImageRecord,
  others: readonly ImageRecord[],
): ImagePage[] | null {
  if (entryOf(pages, image.origin_id)?.id !== image.id) {
    return [...pages];
  }
  const newest = others.at(-1);
  return newest ? replaceEntry(pages, newest) : removeEntry(pages, image.origin_id);
}

/** The image's other versions outside the trash, the newest last; null when they are not known. */
function otherVersions(queryClient: QueryClient, image: ImageRecord): ImageRecord[] | null {
  const { queryKey } = versionsQuery(image.origin_id);
  const known = queryClient.getQueryState(queryKey)?.isInvalidated === false;
  const versions = known ? queryClient.getQueryData(queryKey) : undefined;
  return versions?.filter(({ id }) => id !== image.id) ?? null;
}

/** Whether the gallery has an entry for the image already, which was then added before its event came. */
const isKnown = (queryClient: QueryClient, image: ImageRecord) =>
  loadedEntries(queryClient).some((entry) => entry.origin_id === image.origin_id);

const loadedEntries = (queryClient: QueryClient): ImageRecord[] =>
  queryClient.getQueryData(galleryQuery.queryKey)?.pages.flatMap(({ items }) => items) ?? [];

const byAge = (a: ImageRecord, b: ImageRecord) => Date.parse(a.created_at) - Date.parse(b.created_at);

function addVersion(queryClient: QueryClient, image: ImageRecord): void {
  queryClient.setQueryData(imageQuery(image.id).queryKey, image);
  changeVersions(queryClient, image, (others) => [...others, image].sort(byAge));
}

/** Changes the pages that are loaded; null as their new state means that only the server knows it. */
function changeGallery(queryClient: QueryClient, change: (pages: readonly ImagePage[]) => ImagePage[] | null): void {
  const { queryKey } = galleryQuery;
  const loaded = queryClient.getQueryData(queryKey);
  const pages = loaded && change(loaded.pages);
  if (pages === null) {
    askAnew(queryClient, queryKey);
    return;
  }
  queryClient.setQueryData(queryKey, loaded && pages && { ...loaded, pages });
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
