import { expect, test } from "vitest";

import { columnsFor, targetOfKey } from "@/features/gallery/galleryKeys";

test.each([
  ["ArrowRight", 4, 5],
  ["ArrowRight", 9, 9],
  ["ArrowLeft", 0, 0],
  ["ArrowDown", 4, 7],
  ["ArrowDown", 8, 8],
  ["ArrowUp", 2, 2],
  ["ArrowUp", 5, 2],
  ["Home", 5, 0],
  ["End", 5, 9],
])("%s leads from %d to %d among ten images in three columns", (key, from, to) => {
  expect(targetOfKey(key, from, 10, 3)).toBe(to);
});

test("other keys, and an empty gallery, lead nowhere", () => {
  expect(targetOfKey("a", 1, 10, 3)).toBeNull();
  expect(targetOfKey("End", 0, 0, 3)).toBeNull();
});

test("a gallery has at least two columns", () => {
  expect(columnsFor(0)).toBe(2);
  expect(columnsFor(240)).toBe(2);
  expect(columnsFor(620)).toBe(4);
});
