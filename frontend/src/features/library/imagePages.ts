import type { ImagePage, ImageRecord } from "@/services/api/types";

/** Whether `a` was made after `b`. */
export const isNewer = (a: ImageRecord, b: ImageRecord) => Date.parse(a.created_at) > Date.parse(b.created_at);

/** The entry that stands for an origin: its newest version; null when it is not on these pages. */
export function entryOf(pages: readonly ImagePage[], originId: string): ImageRecord | null {
  return pages.flatMap(({ items }) => items).find((item) => item.origin_id === originId) ?? null;
}

/** The pages with the version in the place of its origin's entry, unless that is a newer one; null without an entry. */
export function putVersion(pages: readonly ImagePage[], version: ImageRecord): ImagePage[] | null {
  const entry = entryOf(pages, version.origin_id);
  if (entry === null) {
    return null;
  }
  return isNewer(entry, version) ? [...pages] : replaceEntry(pages, version);
}

/** The pages with the version in the place of its origin's entry. */
export function replaceEntry(pages: readonly ImagePage[], version: ImageRecord): ImagePage[] {
  return changeItems(pages, version.origin_id, (items) =>
    items.map((item) => (item.origin_id === version.origin_id ? version : item)),
  );
}

/** The pages with the image as the first entry. */
export function putOnTop(pages: readonly ImagePage[], image: ImageRecord): ImagePage[] {
  return pages.map((page, index) => ({
    ...page,
    total: page.total + 1,
    items: index === 0 ? [image, ...page.items] : page.items,
  }));
}

/** The pages without the origin's entry. */
export function removeEntry(pages: readonly ImagePage[], originId: string): ImagePage[] {
  if (entryOf(pages, originId) === null) {
    return [...pages];
  }
  return changeItems(pages, originId, (items) => items.filter((item) => item.origin_id !== originId)).map((page) => ({
    ...page,
    total: page.total - 1,
  }));
}

/** The entry `step` places after (before, when negative) the origin's; null past an end or for an unknown one. */
export function neighbourOf(
  entries: readonly ImageRecord[],
  originId: string | null,
  step: number,
): ImageRecord | null {
  const index = entries.findIndex((entry) => entry.origin_id === originId);
  return index < 0 ? null : (entries[index + step] ?? null);
}

/** The entry that takes the place of the origin's when that goes: the next one, or the one before at the end. */
export function successorOf(entries: readonly ImageRecord[], originId: string): ImageRecord | null {
  return neighbourOf(entries, originId, 1) ?? neighbourOf(entries, originId, -1);
}

/** The pages with the items of that one changed on which the origin's entry stands. */
function changeItems(
  pages: readonly ImagePage[],
  originId: string,
  change: (items: readonly ImageRecord[]) => ImageRecord[],
): ImagePage[] {
  return pages.map((page) =>
    page.items.some((item) => item.origin_id === originId) ? { ...page, items: change(page.items) } : page,
  );
}
