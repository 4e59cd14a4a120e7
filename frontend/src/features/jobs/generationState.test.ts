import { expect, test } from "vitest";

import { generationState } from "@/features/jobs/generationState";
import { progressText } from "@/features/jobs/progressText";
import { generateJob, RECIPE } from "@/testing/records";

const ids = (count: number, letter: string) => Array.from({ length: count }, (_, index) => `${letter}${index}`);

test.each([
  ["nothing made yet", 0, 0, 0, { made: 0, finished: 0, isFinishing: false }],
  ["making base images", 3, 3, 0, { made: 3, finished: 0, isFinishing: false }],
  ["all base images made", 4, 4, 0, { made: 4, finished: 0, isFinishing: true }],
  ["making results", 4, 4, 3, { made: 4, finished: 3, isFinishing: true }],
  ["making results where a base image failed", 3, 3, 2, { made: 3, finished: 2, isFinishing: true }],
  ["doing again what failed, with older base images", 6, 4, 1, { made: 4, finished: 1, isFinishing: true }],
])("%s", (_, images, bases, results, expected) => {
  const made = [...ids(bases, "b"), ...ids(results, "r")];
  const job = generateJob("g", { recipe: RECIPE, images: ids(images, "b"), results: made });
  expect(generationState(job)).toEqual({ count: 4, ...expected });
});

test("without a recipe there is nothing to finish", () => {
  const job = generateJob("g", { results: ids(4, "b") });
  expect(generationState(job)).toEqual({ count: 4, made: 4, finished: 0, isFinishing: false });
});

test("the place in the batch is said once: by the stage, or after it", () => {
  const fields = { recipe: RECIPE, images: ids(3, "b"), results: ids(3, "b"), remaining_seconds: null };
  expect(progressText(generateJob("g", { ...fields, stage: "Generating 4 of 4" }))).toBe("Generating 4 of 4 · 40 %");
  const finishing = { ...fields, images: ids(4, "b"), results: [...ids(4, "b"), "r"], stage: "Upscaling" };
  expect(progressText(generateJob("g", finishing))).toBe("Upscaling · image 2 of 4 · 40 %");
});
