import { expect, test } from "vitest";

import { chosenModel, estimatedSeconds, megapixels, targetSize, usableStep } from "@/features/upscaling/upscalingPlan";
import { completeParameters } from "@/services/api/parameters";
import { upscalingModel } from "@/testing/records";

const step = completeParameters("UpscaleStep", undefined);

test("sizes", () => {
  expect(targetSize({ width: 783, height: 1146 }, 4)).toEqual({ width: 3132, height: 4584 });
  expect(megapixels({ width: 783, height: 1146 })).toBe("0.9");
  expect(megapixels({ width: 3132, height: 4584 })).toBe("14");
  expect(megapixels({ width: 16_000, height: 24_000 })).toBe("380");
});

test("the time comes from the pace measured for input pixels", () => {
  expect(estimatedSeconds(upscalingModel(), { width: 1000, height: 2000 })).toBe(500);
  expect(estimatedSeconds(upscalingModel({ seconds_per_megapixel: null }), { width: 1000, height: 2000 })).toBeNull();
});

test("a model that is gone gives way to the default one, and where that is missing too to the first", () => {
  const [general, own] = [upscalingModel(), upscalingModel({ name: "own" })];
  expect(chosenModel([own, general], "own")).toBe(own);
  expect(chosenModel([own, general], "gone")).toBe(general);
  expect(chosenModel([own], "gone")).toBe(own);
  expect(chosenModel([], "gone")).toBeNull();
});

test("a step asks for a model that is there, and for the nearest scale that it makes", () => {
  const twice = upscalingModel({ name: "own", scales: [2] });
  expect(usableStep({ ...step, model: "gone", scale: 4 }, twice)).toMatchObject({ model: "own", scale: 2 });
  expect(usableStep({ ...step, model: "gone", scale: 4 }, null)).toMatchObject({ model: "gone", scale: 4 });
});

test("a step asks for the denoising that is possible", () => {
  expect(usableStep(step, upscalingModel()).denoising_strength).toBe(0.75);
  expect(usableStep(step, upscalingModel({ denoising: "weights_missing" })).denoising_strength).toBe(1);
});
