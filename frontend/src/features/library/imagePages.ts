import type { ImagePage, ImageRecord } from "@/services/api/types";

/** Whether `a` comes before `b` where the newest is first. */
const isNewer = (a: ImageRecord, b: ImageRecord) => Date.parse(a.created_at) > Date.parse(b.created_at);

/**
 * The pages with the image at its place by age. An image that is there already is replaced; one that is older than
 * everything loaded is left to the page that is still to come.
 */
export function insertImage(pages: readonly ImagePage[], image: ImageRecord): ImagePage[] {
  if (pages.some((page) => page.items.some((item) => item.id === image.id))) {
    return pages.map((page) => ({ ...page, items: replaced(page.items, image) }));
  }
  const target = pages.findIndex((page) => page.next === null || page.items.some((item) => !isNewer(item, image)));
  return pages.map((page, index) => ({
    ...page,
    total: page.total + 1,
    items: index === target ? inserted(page.items, image) : page.items,
  }));
}

/** The pages without the image. */
export function removeImage(pages: readonly ImagePage[], id: string): ImagePage[] {
  if (!pages.some((page) => page.items.some((item) => item.id === id))) {
    return [...pages];
  }
  return pages.map((page) => ({
    ...page,
    total: page.total - 1,
    items: page.items.some((item) => item.id === id) ? page.items.filter((item) => item.id !== id) : page.items,
  }));
}

/** The image `step` places after (before, when negative) the one with `id`; null past an end or for an unknown one. */
export function neighbourOf(images: readonly ImageRecord[], id: string | null, step: number): ImageRecord | null {
  const index = images.findIndex((image) => image.id === id);
  return index < 0 ? null : (images[index + step] ?? null);
}

/** The image that takes the place of the one with `id` when that goes: the next one, or the one before at the end. */
export function successorOf(images: readonly ImageRecord[], id: string): ImageRecord | null {
  return neighbourOf(images, id, 1) ?? neighbourOf(images, id, -1);
}

const replaced = (items: readonly ImageRecord[], image: ImageRecord) =>
  items.map((item) => (item.id === image.id ? image : item));

function inserted(items: readonly ImageRecord[], image: ImageRecord): ImageRecord[] {
  const place = items.findIndex((item) => !isNewer(item, image));
  return place < 0 ? [...items, image] : items.toSpliced(place, 0, image);
}
