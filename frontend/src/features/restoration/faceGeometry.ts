import type { Box } from "@/services/api/types";

/** A size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A place in an image, in pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Fraction of the image's shorter side that a box placed by keyboard has. */
const MIDDLE_FRACTION = 0.25;

/** Smallest side of a box marked by hand, in pixels of the image. */
export const SMALLEST_BOX = 8;

/** How much of its surroundings the picture of a face shows, as a fraction of the face's longer side. */
const SURROUNDINGS = 0.25;

export const widthOf = (box: Box) => box.right - box.left;
export const heightOf = (box: Box) => box.bottom - box.top;

/** The longer side. */
export const sizeOf = (box: Box) => Math.max(widthOf(box), heightOf(box));

/** The box between two places, as far as it lies in the image. */
export function boxBetween(a: Point, b: Point, image: Size): Box {
  const x = [a.x, b.x].map((value) => clamp(value, 0, image.width));
  const y = [a.y, b.y].map((value) => clamp(value, 0, image.height));
  return { left: Math.min(...x), top: Math.min(...y), right: Math.max(...x), bottom: Math.max(...y) };
}

/** A square in the middle of the image. */
export function middleBox(image: Size): Box {
  const half = (Math.min(image.width, image.height) * MIDDLE_FRACTION) / 2;
  const [x, y] = [image.width / 2, image.height / 2];
  return { left: x - half, top: y - half, right: x + half, bottom: y + half };
}

/** The box moved by `by`, but not out of the image. */
export function movedBox(box: Box, by: Point, image: Size): Box {
  const x = clamp(by.x, -box.left, image.width - box.right);
  const y = clamp(by.y, -box.top, image.height - box.bottom);
  return { left: box.left + x, top: box.top + y, right: box.right + x, bottom: box.bottom + y };
}

/** The box made wider by `by.x` and taller by `by.y` at its right and lower sides, which stay in the image. */
export function resizedBox(box: Box, by: Point, image: Size): Box {
  return {
    ...box,
    right: clamp(box.right + by.x, Math.min(box.left + SMALLEST_BOX, image.width), image.width),
    bottom: clamp(box.bottom + by.y, Math.min(box.top + SMALLEST_BOX, image.height), image.height),
  };
}

/** The box in an image that shows the same at another size. */
export function scaledBox(box: Box, factor: number): Box {
  return { left: box.left * factor, top: box.top * factor, right: box.right * factor, bottom: box.bottom * factor };
}

/** How much two boxes have in common: the share of what they cover together, from 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) {
    return 0;
  }
  const common = width * height;
  return common / (widthOf(a) * heightOf(a) + widthOf(b) * heightOf(b) - common);
}

/** The square around a face that its own small picture shows; it lies in the image wherever it fits into it. */
export function surroundingsOf(box: Box, image: Size): Box {
  const side = Math.min(sizeOf(box) * (1 + 2 * SURROUNDINGS), image.width, image.height);
  const left = clamp((box.left + box.right - side) / 2, 0, image.width - side);
  const top = clamp((box.top + box.bottom - side) / 2, 0, image.height - side);
  return { left, top, right: left + side, bottom: top + side };
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
