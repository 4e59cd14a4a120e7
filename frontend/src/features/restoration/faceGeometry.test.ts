import { expect, test } from "vitest";

import {
  boxBetween,
  middleBox,
  movedBox,
  overlap,
  resizedBox,
  surroundingsOf,
} from "@/features/restoration/faceGeometry";

const image = { width: 400, height: 200 };
const box = { left: 100, top: 50, right: 140, bottom: 110 };

test("a box can be dragged from any corner, and ends at the image's edge", () => {
  expect(boxBetween({ x: 140, y: 50 }, { x: 100, y: 110 }, image)).toEqual(box);
  expect(boxBetween({ x: 380, y: 190 }, { x: 500, y: -20 }, image)).toEqual({
    left: 380,
    top: 0,
    right: 400,
    bottom: 190,
  });
});

test("the box in the middle is a square", () => {
  expect(middleBox(image)).toEqual({ left: 175, top: 75, right: 225, bottom: 125 });
});

test("a box keeps its size where it is moved, and stays in the image", () => {
  expect(movedBox(box, { x: 10, y: -5 }, image)).toEqual({ left: 110, top: 45, right: 150, bottom: 105 });
  expect(movedBox(box, { x: 1e6, y: -1e6 }, image)).toEqual({ left: 360, top: 0, right: 400, bottom: 60 });
});

test("a box grows to the image's edge and shrinks to the smallest size", () => {
  expect(resizedBox(box, { x: 1e6, y: 10 }, image)).toEqual({ ...box, right: 400, bottom: 120 });
  expect(resizedBox(box, { x: -1e6, y: -1e6 }, image)).toEqual({ ...box, right: 108, bottom: 58 });
});

test("overlap is the share of what two boxes cover together", () => {
  expect(overlap(box, box)).toBe(1);
  expect(overlap(box, { ...box, left: 120, right: 160 })).toBeCloseTo(1 / 3);
  expect(overlap(box, { ...box, left: 140, right: 180 })).toBe(0);
});

test("the surroundings of a face are a square in the image", () => {
  expect(surroundingsOf(box, image)).toEqual({ left: 75, top: 35, right: 165, bottom: 125 });
  expect(surroundingsOf({ left: -10, top: -10, right: 30, bottom: 30 }, image)).toEqual({
    left: 0,
    top: 0,
    right: 60,
    bottom: 60,
  });
  expect(surroundingsOf({ left: 0, top: 0, right: 400, bottom: 200 }, image)).toMatchObject({ top: 0, bottom: 200 });
});
