import { createStore } from "@/common/store";
import { pageOf } from "@/features/library/galleryList";

/** The gallery's pages, counted from 0, that are in sight or soon may be. */
export const pagesInSightStore = createStore<readonly number[]>([0]);

/** How many images on either side of what is in sight are loaded with it. */
const MARGIN = 50;

/** Tells that the places from `first` to `last` are in sight. */
export function seePlaces(first: number, last: number): void {
  const from = pageOf(Math.max(0, first - MARGIN));
  const count = pageOf(last + MARGIN) - from + 1;
  const pages = pagesInSightStore.get();
  if (pages[0] !== from || pages.length !== count) {
    pagesInSightStore.set(Array.from({ length: count }, (_, index) => from + index));
  }
}
