import { hashKey, type QueryClient } from "@tanstack/react-query";

import { followedJobsStore } from "@/features/library/followedJobsStore";
import { galleryFilterStore, WHOLE_LIBRARY } from "@/features/library/galleryFilter";
import {
  entryOf,
  placeOf,
  putOnTop,
  putVersion,
  removeEntry,
  replaceEntry,
  successorOf,
  type GalleryList,
} from "@/features/library/galleryList";
import { GALLERIES_KEY, galleryQuery } from "@/features/library/galleryQuery";
import { allOf } from "@/features/library/galleryRange";
import { forgetSelected, keepSelected, replaceSelected, selectionStore } from "@/features/library/selectionStore";
import { shownImageStore } from "@/features/library/shownImageStore";
import { askAnew, imageQuery, overrideAnswerUnderWay, versionsQuery } from "@/services/api/queries";
import type { ImageRecord } from "@/services/api/types";

/** Puts an image into the viewer, its record being known already; no job is followed there any more. */
export function showImage(queryClient: QueryClient, image: ImageRecord): void {
  queryClient.setQueryData(imageQuery(image.id).queryKey, image);
  shownImageStore.set(image.id);
  followedJobsStore.set([]);
}

/** Takes an image that is new into everything that is loaded: a result in the place of its origin, others on top. */
export function addImage(queryClient: QueryClient, image: ImageRecord): void {
  changeLibrary(
    queryClient,
    (list) => putVersion(list, image) ?? (image.source_id === null ? putOnTop(list, image) : null),
  );
  outdateNarrowed(queryClient);
  replaceSelected(image);
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

/** Takes an image that changed, or is back from the trash, into everything that is loaded. */
export function updateImage(queryClient: QueryClient, image: ImageRecord): void {
  changeLibrary(queryClient, (list) => putVersion(list, image));
  changeNarrowed(queryClient, (list) =>
    entryOf(list, image.origin_id)?.id === image.id ? replaceEntry(list, image) : list,
  );
  addVersion(queryClient, image);
}

/**
 * Takes an image that went to the trash out of everything that is loaded. In its place, in the gallery as in the viewer,
 * comes the newest version that is left, and where there is none the viewer moves on to the next image.
 */
export function dropImage(queryClient: QueryClient, image: ImageRecord): void {
  const others = otherVersions(queryClient, image);
  if (shownImageStore.get() === image.id) {
    const next = others?.at(-1) ?? successorInSight(queryClient, image.origin_id);
    shownImageStore.set(next?.id ?? null);
    if (next) {
      showImage(queryClient, next);
    }
  }
  const newest = others?.at(-1);
  if (newest) {
    replaceSelected(newest);
  } else {
    forgetSelected(image.origin_id);
  }
  queryClient.setQueryData(imageQuery(image.id).queryKey, image);
  changeLibrary(queryClient, (list) => withoutImage(list, image, newest));
  changeNarrowed(queryClient, (list) => withoutImage(list, image, newest));
  if (others === null) {
    // An older version may take its place. Until that is known it is gone, or the viewer would show it again.
    askAnew(queryClient, galleryQuery().queryKey);
  }
  changeVersions(queryClient, image, (versions) => [...versions]);
}

/** Asks anew for everything that is loaded of images, many of which have changed. */
export function reloadImages(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: ["images"] });
}

/**
 * Takes in that many images have changed, of which it is not told which: loads anew what is shown of them, and takes
 * those that are gone out of the selection.
 */
export function takeManyChanges(queryClient: QueryClient): void {
  reloadImages(queryClient);
  if (selectionStore.get().images.size > 0) {
    // Without an answer the selection stays; the server then says itself what it does not have any more.
    allOf(WHOLE_LIBRARY).then(keepSelected, () => undefined);
  }
}

/** Loads everything anew. */
export function reloadEverything(queryClient: QueryClient): void {
  void queryClient.invalidateQueries();
}

/** The list without the image, in whose place comes the newest of its other versions. */
function withoutImage(list: GalleryList, image: ImageRecord, newest: ImageRecord | undefined): GalleryList {
  if (entryOf(list, image.origin_id)?.id !== image.id) {
    return list;
  }
  return newest ? replaceEntry(list, newest) : removeEntry(list, image.origin_id);
}

/** The image's other versions outside the trash, the newest last; null when they are not known. */
function otherVersions(queryClient: QueryClient, image: ImageRecord): ImageRecord[] | null {
  const { queryKey } = versionsQuery(image.origin_id);
  const known = queryClient.getQueryState(queryKey)?.isInvalidated === false;
  const versions = known ? queryClient.getQueryData(queryKey) : undefined;
  return versions?.filter(({ id }) => id !== image.id) ?? null;
}

/** What the viewer shows when an origin goes: what comes after it in the gallery as it is narrowed down. */
function successorInSight(queryClient: QueryClient, originId: string): ImageRecord | null {
  const lists = [galleryFilterStore.get(), WHOLE_LIBRARY].map((filter) =>
    queryClient.getQueryData(galleryQuery(filter).queryKey),
  );
  const list = lists.find((candidate) => candidate && placeOf(candidate, originId) !== null);
  return list ? successorOf(list, originId) : null;
}

const byAge = (a: ImageRecord, b: ImageRecord) => Date.parse(a.created_at) - Date.parse(b.created_at);

function addVersion(queryClient: QueryClient, image: ImageRecord): void {
  queryClient.setQueryData(imageQuery(image.id).queryKey, image);
  changeVersions(queryClient, image, (others) => [...others, image].sort(byAge));
}

/** Changes the gallery of the whole library; null as its new state means that only the server knows it. */
function changeLibrary(queryClient: QueryClient, change: (list: GalleryList) => GalleryList | null): void {
  const { queryKey } = galleryQuery();
  const list = queryClient.getQueryData(queryKey);
  const changed = list && change(list);
  if (changed === null) {
    askAnew(queryClient, queryKey);
    return;
  }
  queryClient.setQueryData(queryKey, changed);
  overrideAnswerUnderWay(queryClient, queryKey);
}

/** Changes what is certain in galleries that are narrowed down; whether the rest still matches the server knows. */
function changeNarrowed(queryClient: QueryClient, change: (list: GalleryList) => GalleryList): void {
  queryClient.setQueriesData<GalleryList>(NARROWED, (list) => list && change(list));
  outdateNarrowed(queryClient);
}

/** Notes that galleries that are narrowed down are to be asked for anew, which the one in sight then does in its time. */
function outdateNarrowed(queryClient: QueryClient): void {
  void queryClient
    .cancelQueries(NARROWED)
    .then(() => queryClient.invalidateQueries({ ...NARROWED, refetchType: "none" }));
}

/** All galleries but that of the whole library. */
const NARROWED = {
  queryKey: GALLERIES_KEY,
  predicate: ({ queryHash }: { readonly queryHash: string }) => queryHash !== hashKey(galleryQuery().queryKey),
};

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
