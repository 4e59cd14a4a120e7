import { describe, expect, test } from "vitest";

import { completeParameters, isAllowed, parameterOf } from "@/services/api/parameters";

test("a parameter's words, default and range are those of the server's schema", () => {
  expect(parameterOf("UpscaleStep", "denoising_strength")).toMatchObject({
    title: "Denoising Strength",
    default: 0.75,
    minimum: 0,
    maximum: 1,
    step: 0.05,
  });
  expect(parameterOf("UpscaleStep", "scale").choices).toEqual([2, 4]);
});

describe("isAllowed", () => {
  const strength = parameterOf("UpscaleStep", "upscale_strength");
  const quality = parameterOf("OutputOptions", "quality");

  test.each([0, 0.5, 1])("a strength of %d is", (value) => {
    expect(isAllowed(strength, value)).toBe(true);
  });
  test.each([-0.1, 1.5, NaN, Infinity, "0.5", null, undefined])("a strength of %s is not", (value) => {
    expect(isAllowed(strength, value)).toBe(false);
  });
  test("half a per cent of quality is not", () => {
    expect(isAllowed(quality, 90.5)).toBe(false);
  });
});

describe("completeParameters", () => {
  const defaults = completeParameters("UpscaleStep", undefined);

  test("gives the defaults for nothing at all", () => {
    expect(defaults).toEqual({
      type: "upscale",
      model: "realesr-general-x4v3",
      scale: 4,
      denoising_strength: 0.75,
      upscale_strength: 0.75,
    });
  });
  test("keeps what is valid and replaces what is not", () => {
    const given = { scale: 2, upscale_strength: 1.5, denoising_strength: "much", model: 4, colour: "red" };
    expect(completeParameters("UpscaleStep", given)).toEqual({ ...defaults, scale: 2 });
  });
  test.each([null, "text", 3, []])("gives the defaults for %s", (given) => {
    expect(completeParameters("UpscaleStep", given)).toEqual(defaults);
  });
});

describe("parameters that may be left to the server", () => {
  const width = parameterOf("Generation", "width");

  test("have the range of their values", () => {
    expect(width).toMatchObject({ title: "Width", default: null, minimum: 64, maximum: 4096, step: 8, nullable: true });
    expect(parameterOf("Generation", "sampler").choices).toContain("euler_a");
    expect(parameterOf("Generation", "count").nullable).toBe(false);
  });
  test.each([
    [width, null, true],
    [width, 512, true],
    [width, 512.5, false],
    [width, 5000, false],
    [parameterOf("Generation", "sampler"), null, true],
    [parameterOf("Generation", "sampler"), "euler b", false],
    [parameterOf("Generation", "count"), null, false],
    [parameterOf("Generation", "prompt"), "a fox", true],
    [parameterOf("Generation", "prompt"), "x".repeat(10_001), false],
    [parameterOf("Generation", "prompt"), 3, false],
  ])("%o may be %o: %s", (parameter, value, expected) => {
    expect(isAllowed(parameter, value)).toBe(expected);
  });
  test("are null where nothing valid is given, and a prompt is empty", () => {
    expect(completeParameters("Generation", { prompt: 4, width: "wide", seed: -1, steps: 30, count: null })).toEqual({
      prompt: "",
      negative_prompt: "",
      count: 1,
      width: null,
      height: null,
      steps: 30,
      guidance: null,
      sampler: null,
      seed: null,
      generator: null,
    });
  });
});
