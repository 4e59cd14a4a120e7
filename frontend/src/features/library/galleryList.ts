import type { GalleryFilter } from "@/features/library/galleryFilter";
import type { ImageRecord } from "@/services/api/types";

/** A gallery, of which the images are loaded that are in sight, or were. */
export interface GalleryList {
  /** What it is narrowed down to. */
  readonly filter: GalleryFilter;
  /** How many images there are. */
  readonly total: number;
  /** Those that are loaded, by their places. */
  readonly places: ReadonlyMap<number, ImageRecord>;
  /** When the list was asked for as a whole; what was loaded for an earlier list has no place in it. */
  readonly askedAt: number;
}

/** How many images are loaded at a time. */
export const PAGE_SIZE = 100;

/** How many images on either side of the last ones loaded are kept; far more than are in sight. */
const KEPT_AROUND = 1500;

/** Whether `a` was made after `b`. */
export const isNewer = (a: ImageRecord, b: ImageRecord) => Date.parse(a.created_at) > Date.parse(b.created_at);

/** The place of an origin's entry; null when it is not loaded. */
export function placeOf(list: GalleryList, originId: string | null): number | null {
  for (const [place, { origin_id }] of list.places) {
    if (origin_id === originId) {
      return place;
    }
  }
  return null;
}

/** The entry that stands for an origin: its newest version; null when it is not loaded. */
export function entryOf(list: GalleryList, originId: string): ImageRecord | null {
  const place = placeOf(list, originId);
  return place === null ? null : (list.places.get(place) ?? null);
}

/** The page, counted from 0, that a place is on. */
export const pageOf = (place: number) => Math.floor(place / PAGE_SIZE);

/** Whether every image of the page, counted from 0, is loaded. */
export function isPageLoaded({ total, places }: GalleryList, page: number): boolean {
  const end = Math.min((page + 1) * PAGE_SIZE, total);
  for (let place = page * PAGE_SIZE; place < end; place++) {
    if (!places.has(place)) {
      return false;
    }
  }
  return true;
}

/**
 * The list with the images that were loaded from a place on. To bound it, those far from there are let go, but not the
 * first page, nor the images beside `kept`.
 */
export function putPage(
  list: GalleryList,
  first: number,
  items: readonly ImageRecord[],
  kept: number | null,
): GalleryList {
  const stays = (place: number) =>
    place < PAGE_SIZE ||
    Math.abs(place - first) <= KEPT_AROUND ||
    (kept !== null && Math.abs(place - kept) <= PAGE_SIZE);
  const places = new Map([...list.places].filter(([place]) => stays(place)));
  items.forEach((item, index) => places.set(first + index, item));
  return { ...list, places };
}

/** The list with the version in the place of its origin's entry, unless that is a newer one; null without an entry. */
export function putVersion(list: GalleryList, version: ImageRecord): GalleryList | null {
  const entry = entryOf(list, version.origin_id);
  if (entry === null) {
    return null;
  }
  return isNewer(entry, version) ? list : replaceEntry(list, version);
}

/** The list with the version in the place of its origin's entry, where that is loaded. */
export function replaceEntry(list: GalleryList, version: ImageRecord): GalleryList {
  const place = placeOf(list, version.origin_id);
  return place === null ? list : { ...list, places: new Map(list.places).set(place, version) };
}

/** The list with the image as the first entry. */
export function putOnTop(list: GalleryList, image: ImageRecord): GalleryList {
  const moved = [...list.places].map(([place, item]) => [place + 1, item] as const);
  return { ...list, total: list.total + 1, places: new Map([[0, image], ...moved]) };
}

/** The list without the origin's entry. */
export function removeEntry(list: GalleryList, originId: string): GalleryList {
  const removed = placeOf(list, originId);
  if (removed === null) {
    return list;
  }
  const left = [...list.places].filter(([place]) => place !== removed);
  const places = new Map(left.map(([place, item]) => [place > removed ? place - 1 : place, item] as const));
  return { ...list, total: list.total - 1, places };
}

/** The entry `step` places after (before, when negative) the origin's; null past an end, or where it is not loaded. */
export function neighbourOf(list: GalleryList, originId: string | null, step: number): ImageRecord | null {
  const place = placeOf(list, originId);
  return place === null ? null : (list.places.get(place + step) ?? null);
}

/** The entry that takes the place of the origin's when that goes: the next one, or the one before at the end. */
export function successorOf(list: GalleryList, originId: string): ImageRecord | null {
  return neighbourOf(list, originId, 1) ?? neighbourOf(list, originId, -1);
}
