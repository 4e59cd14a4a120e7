import { describe, expect, test } from "vitest";

import { clampView, fitView, fractionAt, heightOf, panBy, visibleSpan, zoomTo } from "@/features/viewer/geometry";

const box = { width: 1000, height: 500 };
const wide = { width: 4000, height: 1000 };
const tall = { width: 1000, height: 4000 };

describe("fitView", () => {
  test("shows all of a wide image across the viewer, in its middle", () => {
    expect(fitView(wide, box)).toEqual({ width: 1000, x: 0, y: 125 });
  });
  test("shows all of a tall image from top to bottom", () => {
    expect(fitView(tall, box)).toEqual({ width: 125, x: 437.5, y: 0 });
  });
  test("enlarges a tiny image no more than four times", () => {
    expect(fitView({ width: 20, height: 10 }, box)).toEqual({ width: 80, x: 460, y: 230 });
  });
});

describe("zoomTo", () => {
  test("keeps the point under the pointer where it is", () => {
    const before = zoomTo(fitView(wide, box), 3000, { x: 400, y: 250 }, wide, box);
    const point = { x: 600, y: 300 };
    const after = zoomTo(before, 6000, point, wide, box);
    const imageX = (view: { x: number; width: number }) => (point.x - view.x) / view.width;
    expect(after.width).toBe(6000);
    expect(imageX(after)).toBeCloseTo(imageX(before), 10);
  });
  test("ends at the whole image and at 32 pixels for each", () => {
    const middle = { x: 500, y: 250 };
    expect(zoomTo(fitView(wide, box), 1, middle, wide, box).width).toBe(1000);
    expect(zoomTo(fitView(wide, box), 1e9, middle, wide, box).width).toBe(wide.width * 32);
  });
});

describe("panBy", () => {
  const zoomed = { width: 4000, x: -1500, y: -250 };
  test("moves the image", () => {
    expect(panBy(zoomed, { x: 100, y: -50 }, wide, box)).toEqual({ width: 4000, x: -1400, y: -300 });
  });
  test("stops where the image's edge meets the viewer's", () => {
    expect(panBy(zoomed, { x: 1e6, y: -1e6 }, wide, box)).toEqual({ width: 4000, x: 0, y: -500 });
  });
  test("leaves an image that fits in the middle", () => {
    expect(panBy(fitView(tall, box), { x: 70, y: 70 }, tall, box)).toEqual(fitView(tall, box));
  });
});

test("a version of another size is shown at the same place", () => {
  const view = { width: 2000, x: -300, y: -20 };
  const larger = { width: wide.width * 4, height: wide.height * 4 };
  expect(clampView(view, larger, box)).toEqual(clampView(view, wide, box));
  expect(heightOf(view, larger)).toBe(heightOf(view, wide));
});

test("the divider moves over what can be seen of the image", () => {
  expect(visibleSpan({ width: 400, x: 300, y: 0 }, box)).toEqual({ start: 300, end: 700 });
  expect(visibleSpan({ width: 4000, x: -500, y: 0 }, box)).toEqual({ start: 0, end: 1000 });
  expect(fractionAt(400, { start: 300, end: 700 })).toBe(0.25);
  expect(fractionAt(0, { start: 300, end: 700 })).toBe(0);
  expect(fractionAt(5, { start: 5, end: 5 })).toBe(0.5);
});
