import { queryOptions, type QueryClient } from "@tanstack/react-query";

import { galleryFilterStore, WHOLE_LIBRARY, type GalleryFilter } from "@/features/library/galleryFilter";
import { PAGE_SIZE, pageOf, placeOf, putPage, type GalleryList } from "@/features/library/galleryList";
import { pagesInSightStore } from "@/features/library/pagesInSightStore";
import { shownImageStore } from "@/features/library/shownImageStore";
import { listImages } from "@/services/api/endpoints";
import { askAnew, imageQuery } from "@/services/api/queries";
import type { ImageRecord } from "@/services/api/types";

/** What begins the keys of all galleries, whatever they are narrowed down to. */
export const GALLERIES_KEY = ["images", "gallery"] as const;

/**
 * A gallery, newest first: of each image's versions the newest, in the place of the original. Its first page is loaded
 * with what is in sight of it. Records are replaced and never compared, so that long libraries stay quick.
 */
export const galleryQuery = (filter: GalleryFilter = WHOLE_LIBRARY) =>
  queryOptions({
    queryKey: [...GALLERIES_KEY, filter],
    queryFn: ({ signal }) => loadGallery(filter, signal),
    structuralSharing: false,
  });

/**
 * One page of a gallery, counted from 0, which is put into its list. When the list turns out to be outdated it is asked
 * for anew.
 */
export const galleryPageQuery = (filter: GalleryFilter, page: number, askedAt: number) =>
  queryOptions({
    queryKey: ["images", "gallery page", filter, page, askedAt],
    queryFn: async ({ signal, client }) => {
      const { items, total } = await loadPage(filter, page, signal);
      takePage(client, filter, { page, total, askedAt, items });
      return total;
    },
    gcTime: 0,
  });

/** The image at a place of the gallery as it is narrowed down, which is loaded if need be; undefined where there is none. */
export async function imageAt(queryClient: QueryClient, place: number): Promise<ImageRecord | undefined> {
  const filter = galleryFilterStore.get();
  const { queryKey } = galleryQuery(filter);
  const list = queryClient.getQueryData(queryKey);
  if (list && place >= 0 && place < list.total && !list.places.has(place)) {
    await queryClient.query(galleryPageQuery(filter, pageOf(place), list.askedAt));
  }
  return queryClient.getQueryData(queryKey)?.places.get(place);
}

async function loadGallery(filter: GalleryFilter, signal: AbortSignal): Promise<GalleryList> {
  const askedAt = Date.now();
  const inSight = filter === galleryFilterStore.get() ? pagesInSightStore.get() : [];
  const pages = [...new Set([0, ...inSight])];
  const answers = await Promise.all(pages.map((page) => loadPage(filter, page, signal)));
  const total = answers[0]?.total ?? 0;
  const places = answers
    // What changed between two answers is loaded anew as soon as it is missed.
    .filter((answer) => answer.total === total)
    .flatMap(({ items, first }) => items.map((item, index) => [first + index, item] as const));
  return { filter, total, places: new Map(places), askedAt };
}

async function loadPage(filter: GalleryFilter, page: number, signal: AbortSignal) {
  const first = page * PAGE_SIZE;
  const { items, total } = await listImages({ ...filter, offset: first, limit: PAGE_SIZE, versions: "newest" }, signal);
  return { items, total, first };
}

interface LoadedPage extends Pick<GalleryList, "total" | "askedAt"> {
  readonly page: number;
  readonly items: readonly ImageRecord[];
}

function takePage(queryClient: QueryClient, filter: GalleryFilter, { page, total, askedAt, items }: LoadedPage): void {
  const { queryKey } = galleryQuery(filter);
  const list = queryClient.getQueryData(queryKey);
  if (list?.askedAt !== askedAt) {
    return;
  }
  if (list.total !== total) {
    askAnew(queryClient, queryKey);
    return;
  }
  const shown = queryClient.getQueryData(imageQuery(shownImageStore.get() ?? "").queryKey);
  const kept = shown === undefined ? null : placeOf(list, shown.origin_id);
  queryClient.setQueryData(queryKey, putPage(list, page * PAGE_SIZE, items, kept));
}
