import { heightOf, surroundingsOf, widthOf, type Point, type Size } from "@/features/restoration/faceGeometry";
import type { Box } from "@/services/api/types";

/** A corner of the box, by the sides that meet in it. */
export interface Corner {
  readonly x: "left" | "right";
  readonly y: "top" | "bottom";
}

/** The corners in the order in which they are read. */
export const CORNERS: readonly Corner[] = [
  { x: "left", y: "top" },
  { x: "right", y: "top" },
  { x: "left", y: "bottom" },
  { x: "right", y: "bottom" },
];

/** The shortest and the longest side that the server works on, in pixels of the image. */
const SHORTEST = 16;
const LONGEST = 1024;

/** The longest side of the part in the middle: large enough to judge by, small enough to be done quickly. */
const FIRST_SIDE = 256;

/** The part in the middle of the image. */
export function middleCrop(image: Size): Box {
  const [width, height] = [Math.min(FIRST_SIDE, image.width), Math.min(FIRST_SIDE, image.height)];
  const [left, top] = [Math.floor((image.width - width) / 2), Math.floor((image.height - height) / 2)];
  return { left, top, right: left + width, bottom: top + height };
}

/** The part of the image with a face and a little of what surrounds it, in whole pixels. */
export function cropAround(face: Box, image: Size): Box {
  return limited(rounded(surroundingsOf(face, image)));
}

/** The part with one of its corners dragged to a place, as far as the image and the limits of its size allow. */
export function withCornerAt(crop: Box, corner: Corner, { x, y }: Point, image: Size): Box {
  return {
    ...crop,
    ...(corner.x === "left"
      ? { left: clamp(x, Math.max(0, crop.right - LONGEST), Math.max(0, crop.right - SHORTEST)) }
      : { right: clamp(x, Math.min(crop.left + SHORTEST, image.width), Math.min(crop.left + LONGEST, image.width)) }),
    ...(corner.y === "top"
      ? { top: clamp(y, Math.max(0, crop.bottom - LONGEST), Math.max(0, crop.bottom - SHORTEST)) }
      : { bottom: clamp(y, Math.min(crop.top + SHORTEST, image.height), Math.min(crop.top + LONGEST, image.height)) }),
  };
}

/** The part in whole pixels. */
export function rounded({ left, top, right, bottom }: Box): Box {
  return { left: Math.round(left), top: Math.round(top), right: Math.round(right), bottom: Math.round(bottom) };
}

/** Of a part that is too large the middle of it. */
function limited(crop: Box): Box {
  const across = Math.max(0, widthOf(crop) - LONGEST);
  const down = Math.max(0, heightOf(crop) - LONGEST);
  return {
    left: crop.left + Math.floor(across / 2),
    top: crop.top + Math.floor(down / 2),
    right: crop.right - Math.ceil(across / 2),
    bottom: crop.bottom - Math.ceil(down / 2),
  };
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
