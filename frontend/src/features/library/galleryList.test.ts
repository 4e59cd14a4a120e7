import { describe, expect, test } from "vitest";

import {
  isPageLoaded,
  neighbourOf,
  PAGE_SIZE,
  putOnTop,
  putPage,
  putVersion,
  removeEntry,
  replaceEntry,
  successorOf,
  type GalleryList,
} from "@/features/library/galleryList";
import type { ImageRecord } from "@/services/api/types";
import { galleryList, imageRecord, resultOf } from "@/testing/records";

const originals = [10, 20, 30, 40, 50].map((age) => imageRecord(`i${age}`, { age }));
const [i10, i20, i30, i40, i50] = originals as [ImageRecord, ImageRecord, ImageRecord, ImageRecord, ImageRecord];
const result = resultOf(i20, "r20", { created_at: i10.created_at });
/** Five of nine images, with a gap in the middle. */
const list: GalleryList = {
  ...galleryList([i10, i20, i30]),
  total: 9,
  places: new Map([
    [0, i10],
    [1, i20],
    [2, i30],
    [7, i40],
    [8, i50],
  ]),
};
const placesOf = (changed: GalleryList | null) => changed && [...changed.places].map(([place, { id }]) => [place, id]);

describe("putVersion", () => {
  test("puts a newer version in the place of its origin, and counts it once", () => {
    const changed = putVersion(list, result);
    expect(changed?.places.get(1)?.id).toBe("r20");
    expect(changed?.total).toBe(9);
    expect(changed?.places.size).toBe(5);
  });

  test("leaves the newest version where it is when an older one comes", () => {
    const withResult = replaceEntry(list, result);
    expect(putVersion(withResult, i20)).toEqual(withResult);
  });

  test("takes a new state of the entry itself", () => {
    expect(putVersion(list, { ...i20, favourite: true })?.places.get(1)?.favourite).toBe(true);
  });

  test("does not know the place of an origin that is not there", () => {
    expect(putVersion(list, imageRecord("unknown"))).toBeNull();
  });
});

test("putOnTop makes the image the first one and moves all others, in an empty library too", () => {
  const changed = putOnTop(list, imageRecord("new"));
  expect(placesOf(changed)).toEqual([
    [0, "new"],
    [1, "i10"],
    [2, "i20"],
    [3, "i30"],
    [8, "i40"],
    [9, "i50"],
  ]);
  expect(changed.total).toBe(10);
  expect(placesOf(putOnTop(galleryList([]), i10))).toEqual([[0, "i10"]]);
});

test("removeEntry takes out the one entry, whichever version it is, and moves up what comes after it", () => {
  const changed = removeEntry(replaceEntry(list, result), "i20");
  expect(placesOf(changed)).toEqual([
    [0, "i10"],
    [1, "i30"],
    [6, "i40"],
    [7, "i50"],
  ]);
  expect(changed.total).toBe(8);
  expect(removeEntry(list, "unknown")).toEqual(list);
});

test("neighbours are those beside it that are loaded, and at the end the one before succeeds", () => {
  expect(neighbourOf(list, "i20", 1)?.id).toBe("i30");
  expect(neighbourOf(list, "i30", 1)).toBeNull();
  expect(neighbourOf(list, "i10", -1)).toBeNull();
  expect(neighbourOf(list, "unknown", 1)).toBeNull();
  expect(successorOf(list, "i20")?.id).toBe("i30");
  expect(successorOf(list, "i50")?.id).toBe("i40");
});

test("while one scrolls from end to end, the list keeps what is near, the first page and what is beside the shown one", () => {
  const total = 100 * PAGE_SIZE;
  const pageFrom = (first: number) => Array.from({ length: PAGE_SIZE }, (_, index) => imageRecord(`i${first + index}`));
  let scrolled: GalleryList = { ...galleryList(pageFrom(0)), total };
  for (let first = PAGE_SIZE; first < total; first += PAGE_SIZE) {
    scrolled = putPage(scrolled, first, pageFrom(first), 5050);
  }
  expect(scrolled.places.size).toBeLessThan(40 * PAGE_SIZE);
  expect([0, 99, 98].every((page) => isPageLoaded(scrolled, page))).toBe(true);
  expect(isPageLoaded(scrolled, 50)).toBe(true);
  expect(isPageLoaded(scrolled, 20)).toBe(false);
  expect(scrolled.places.get(total - 1)?.id).toBe(`i${total - 1}`);
});
