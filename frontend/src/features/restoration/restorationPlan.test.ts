import { describe, expect, test } from "vitest";

import { NO_CHOICE } from "@/features/restoration/faceChoiceStore";
import {
  confidenceThatShows,
  hiddenFaces,
  recipeOf,
  restorationSeconds,
  restoredVersion,
  shownFaces,
  stepFor,
} from "@/features/restoration/restorationPlan";
import { completeParameters } from "@/services/api/parameters";
import { faceList, foundFace, imageRecord, restorationAlgorithm, resultOf } from "@/testing/records";

const step = completeParameters("RestoreFacesStep", undefined);
const upscale = completeParameters("UpscaleStep", undefined);
const tiny = { box: { left: 0, top: 0, right: 9, bottom: 9 } };
const found = faceList("a", [
  foundFace(0, 0),
  foundFace(200, 0, { confidence: 0.9 }),
  foundFace(100, 0, { confidence: 0.62 }),
  foundFace(0, 0, { ...tiny, confidence: 0.9 }),
  foundFace(0, 0, { ...tiny, confidence: 0.3 }),
]);
const markedBox = { left: 300, top: 100, right: 350, bottom: 160 };
const marked = { ...NO_CHOICE, marked: [{ key: "marked-1", box: markedBox }] };

test("faces are shown that are certain and large enough, and all that were marked", () => {
  const faces = shownFaces(found, step, marked);
  expect(faces.map(({ number, box, confidence }) => [number, box.left, confidence])).toEqual([
    [1, 0, 0.99],
    [2, 200, 0.9],
    [3, 300, null],
  ]);
  expect(shownFaces(null, step, marked)).toHaveLength(1);
});

test("a face keeps what was decided about it when less certain ones come into sight", () => {
  const first = shownFaces(found, step, NO_CHOICE)[1];
  const choice = { ...NO_CHOICE, leftOut: [first?.key ?? ""] };
  const later = shownFaces(found, { ...step, confidence: 0.5, minimum_size: 8 }, choice);
  expect(later.filter((face) => !face.included).map(({ box }) => box.left)).toEqual([200]);
});

test("what is not shown is told apart by its reason", () => {
  expect(hiddenFaces(found, step)).toEqual({ lessCertain: [0.62], tooSmall: 1 });
  expect(hiddenFaces(found, { ...step, confidence: 0.1, minimum_size: 8 })).toEqual({ lessCertain: [], tooSmall: 0 });
});

test.each([
  [0.62, 0.6],
  [0.7, 0.7],
  [0.15, 0.15],
  [0.1, 0.1],
])("a face of confidence %d is shown at %d", (confidence, expected) => {
  expect(confidenceThatShows(confidence)).toBe(expected);
});

describe("stepFor", () => {
  test("asks for all faces as long as nothing was decided about single ones", () => {
    expect(stepFor(step, shownFaces(found, step, NO_CHOICE))).toMatchObject({ faces: "all", chosen: [] });
    expect(stepFor(step, [])).toMatchObject({ faces: "all", chosen: [] });
  });
  test("names the faces that are included once one is left out", () => {
    const [, second] = shownFaces(found, step, NO_CHOICE);
    const choice = { ...NO_CHOICE, leftOut: [second?.key ?? ""] };
    const { box, landmarks } = foundFace(0, 0);
    expect(stepFor(step, shownFaces(found, step, choice))).toMatchObject({
      faces: "chosen",
      chosen: [{ box, landmarks, strength: null }],
    });
  });
  test("names a marked face without landmarks, and a face with its own strength", () => {
    const [first] = shownFaces(found, step, NO_CHOICE);
    const choice = { ...marked, strengths: { [first?.key ?? ""]: 0.4 } };
    const { chosen } = stepFor(step, shownFaces(found, step, choice));
    expect(chosen.map(({ strength }) => strength)).toEqual([0.4, null, null]);
    expect(chosen.at(-1)).toEqual({ box: markedBox, landmarks: null, strength: null });
  });
});

test("a recipe has the steps in the order that was set", () => {
  expect(recipeOf(step, null, { restoreFirst: true }).steps).toEqual([step]);
  expect(recipeOf(step, upscale, { restoreFirst: false }).steps).toEqual([upscale, step]);
  expect(recipeOf(step, upscale, { restoreFirst: true }).steps).toEqual([step, upscale]);
});

test("the time is known when the pace and the faces are", () => {
  expect(restorationSeconds(restorationAlgorithm(), 4)).toBe(12);
  expect(restorationSeconds(restorationAlgorithm(), null)).toBeNull();
  expect(restorationSeconds(restorationAlgorithm({ seconds_per_face: null }), 4)).toBeNull();
});

test("a face is found again in the newest result in which it was restored", () => {
  const image = imageRecord("a");
  const restored = [{ box: { left: 4, top: 0, right: 164, bottom: 240 }, strength: 0.75 }];
  const first = resultOf(image, "first", { faces: restored });
  const second = resultOf(image, "second", { faces: restored });
  const withoutFaces = resultOf(image, "third");
  const ofAnother = resultOf(imageRecord("b"), "fourth", { faces: restored });
  const versions = [image, first, second, withoutFaces, ofAnother];
  expect(restoredVersion(versions, image, foundFace(0, 0).box)).toBe(second);
  expect(restoredVersion(versions, image, foundFace(200, 0).box)).toBeNull();
});
