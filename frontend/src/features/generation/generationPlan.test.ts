import { describe, expect, test } from "vitest";

import {
  changeToSize,
  chosenGenerator,
  drawSeed,
  fitted,
  presetSize,
  sizeFor,
  usableGeneration,
  type Proportions,
} from "@/features/generation/generationPlan";
import { completeParameters, isAllowed, parameterOf } from "@/services/api/parameters";
import { generatorRecord } from "@/testing/records";

const painter = generatorRecord();
const turbo = generatorRecord({
  name: "sd-turbo",
  samplers: ["euler", "lcm"],
  ignores: [],
  recommended: { width: 512, height: 512, steps: 2, guidance: 0 },
});
const large = generatorRecord({ recommended: { width: 1024, height: 1024, steps: 30, guidance: 7 } });
const asked = completeParameters("Generation", { prompt: " a fox ", negative_prompt: "blur" });

test("the chosen generator is the default where none was chosen, or the chosen one is gone", () => {
  const list = { items: [painter, turbo], default: painter.name };
  expect(chosenGenerator(list, "sd-turbo")).toBe(turbo);
  expect(chosenGenerator(list, null)).toBe(painter);
  expect(chosenGenerator(list, "gone")).toBe(painter);
  expect(chosenGenerator({ items: [], default: painter.name }, null)).toBeNull();
});

test.each([
  [500, 8, 504],
  [500, 64, 512],
  [10, 8, 64],
  [10, 48, 96],
  [9999, 8, 4096],
  [9999, 48, 4080],
])("%d pixels become a multiple of %d: %d", (length, multiple, expected) => {
  expect(fitted(length, multiple)).toBe(expected);
});

describe("presets", () => {
  test.each<[Proportions, number, number]>([
    ["square", 1024, 1024],
    ["portrait", 896, 1152],
    ["landscape", 1152, 896],
    ["wide", 1344, 768],
    ["tall", 768, 1344],
  ])("%s has about as many pixels as are recommended", (proportions, width, height) => {
    expect(presetSize(proportions, large)).toEqual({ width, height });
  });
  test("keep to the generator's multiple", () => {
    const size = presetSize("portrait", { ...large, size_multiple: 48 });
    expect([size.width % 48, size.height % 48]).toEqual([0, 0]);
  });
});

test("a size that is recommended is left to the generator", () => {
  expect(changeToSize({ width: 512, height: 512 }, turbo)).toEqual({ width: null, height: null });
  expect(changeToSize({ width: 512, height: 768 }, turbo)).toEqual({ width: 512, height: 768 });
});

test("a size that another generator could do is fitted to this one", () => {
  expect(sizeFor({ width: 520, height: 776 }, { ...turbo, size_multiple: 64 })).toEqual({ width: 512, height: 768 });
});

describe("what is asked for", () => {
  test("leaves out what the generator ignores or does not offer", () => {
    const all = { ...asked, guidance: 5, sampler: "ddim" } as const;
    expect(usableGeneration(all, painter)).toMatchObject({ negative_prompt: "", guidance: null, sampler: null });
    expect(usableGeneration(all, turbo)).toMatchObject({ negative_prompt: "blur", guidance: 5, sampler: null });
    expect(usableGeneration({ ...all, sampler: "lcm" }, turbo).sampler).toBe("lcm");
  });
  test("names the generator that the page shows as chosen", () => {
    expect(usableGeneration({ ...asked, generator: "gone" }, painter)).toMatchObject({
      prompt: "a fox",
      generator: painter.name,
      width: null,
      height: null,
    });
  });
});

test("a drawn seed is one that may be asked for", () => {
  expect(isAllowed(parameterOf("Generation", "seed"), drawSeed())).toBe(true);
});
