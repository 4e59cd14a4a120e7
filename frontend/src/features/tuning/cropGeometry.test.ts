import { expect, test } from "vitest";

import { CORNERS, cropAround, middleCrop, withCornerAt } from "@/features/tuning/cropGeometry";
import type { Box } from "@/services/api/types";

const large = { width: 6000, height: 4000 };
const small = { width: 100, height: 40 };
const insideOf = ({ left, top, right, bottom }: Box, { width, height }: { width: number; height: number }) =>
  left >= 0 && top >= 0 && right <= width && bottom <= height && right > left && bottom > top;

test("the part in the middle is as large as is done quickly, or all of a small image", () => {
  expect(middleCrop(large)).toEqual({ left: 2872, top: 1872, right: 3128, bottom: 2128 });
  expect(middleCrop(small)).toEqual({ left: 0, top: 0, right: 100, bottom: 40 });
});

test("the part with a face has whole pixels, lies in the image and is no larger than the server works on", () => {
  const face = { left: 10.4, top: 20.6, right: 50.2, bottom: 70.9 };
  const around = cropAround(face, large);
  expect(Object.values(around).every(Number.isInteger)).toBe(true);
  expect(insideOf(around, large)).toBe(true);
  expect([around.left <= face.left, around.bottom >= face.bottom]).toEqual([true, true]);
  const huge = cropAround({ left: 1000, top: 500, right: 3000, bottom: 3500 }, large);
  expect([huge.right - huge.left, huge.bottom - huge.top]).toEqual([1024, 1024]);
  expect((huge.top + huge.bottom) / 2).toBe(2000);
});

test.each(CORNERS)("the $y $x corner keeps to the image and to the limits, wherever it is dragged", (corner) => {
  const crop = { left: 2000, top: 2000, right: 2300, bottom: 2300 };
  const places = [
    { x: -9999, y: -9999 },
    { x: 9999, y: 9999 },
    { x: 2150, y: 2150 },
  ];
  for (const place of places) {
    const resized = withCornerAt(crop, corner, place, large);
    const sides = [resized.right - resized.left, resized.bottom - resized.top];
    expect(insideOf(resized, large)).toBe(true);
    expect(Math.min(...sides)).toBeGreaterThanOrEqual(16);
    expect(Math.max(...sides)).toBeLessThanOrEqual(1024);
  }
  const other = withCornerAt(crop, corner, { x: 2100, y: 2200 }, large);
  expect({ x: other[corner.x], y: other[corner.y] }).toEqual({ x: 2100, y: 2200 });
});
