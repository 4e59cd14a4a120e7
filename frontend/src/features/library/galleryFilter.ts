import { createStore } from "@/common/store";
import type { ImageFilter } from "@/services/api/endpoints";

/** What the gallery is narrowed down to; nothing of it is there for the whole library. */
export type GalleryFilter = Pick<ImageFilter, "q" | "kind" | "favourite" | "recipe" | "made_after" | "made_before">;

/** Narrowed down to nothing. */
export const WHOLE_LIBRARY: GalleryFilter = {};

/** What the gallery shows at the moment. */
export const galleryFilterStore = createStore<GalleryFilter>(WHOLE_LIBRARY);

/** Narrows the gallery down further, or less: what is undefined does not matter any more. */
export function changeFilter(change: GalleryFilter): void {
  galleryFilterStore.update((filter) => {
    const fields = Object.entries<unknown>({ ...filter, ...change }).filter(([, value]) => value !== undefined);
    return fields.length === 0 ? WHOLE_LIBRARY : Object.fromEntries(fields);
  });
}

/** Shows the whole library again. */
export function showWholeLibrary(): void {
  galleryFilterStore.set(WHOLE_LIBRARY);
}

/** Whether the gallery is narrowed down at all. */
export const isNarrowed = (filter: GalleryFilter): boolean => Object.keys(filter).length > 0;

/** How many properties, the words that are searched for not counted, the gallery is narrowed down by. */
export function countFilters({ kind, favourite, recipe, made_after, made_before }: GalleryFilter): number {
  const hasDates = made_after !== undefined || made_before !== undefined;
  return [kind !== undefined, favourite !== undefined, recipe !== undefined, hasDates].filter(Boolean).length;
}
