import { describe, expect, test } from "vitest";

import { recallAll, recallPrompt, recallSeed } from "@/features/generation/recall";
import { completeParameters } from "@/services/api/parameters";
import type { ImageGeneration } from "@/services/api/types";
import { generatorRecord } from "@/testing/records";

const painter = generatorRecord();
const turbo = generatorRecord({
  name: "sd-turbo",
  samplers: ["euler", "lcm"],
  ignores: [],
  recommended: { width: 512, height: 512, steps: 2, guidance: 0 },
});
const list = { items: [painter, turbo], default: painter.name };
const current = completeParameters("Generation", { prompt: "something else", steps: 99, count: 3 });
const made: ImageGeneration = {
  prompt: "a red fox",
  negative_prompt: "blur",
  width: 512,
  height: 768,
  steps: 4,
  guidance: 1.5,
  sampler: "euler",
  seed: 42,
  generator: "sd-turbo",
  model: "stabilityai/sd-turbo",
};

test("everything that made an image of a generator on the list is taken over", () => {
  expect(recallAll(made, list, current)).toEqual({ change: { ...made, model: undefined }, notes: [] });
});

test("what is as the generator recommends follows it", () => {
  const plain = { ...made, height: 512, steps: 2, guidance: 0, sampler: null };
  expect(recallAll(plain, list, current).change).toMatchObject({
    width: null,
    height: null,
    steps: null,
    guidance: null,
    sampler: null,
  });
});

describe("what cannot be taken over is said", () => {
  test.each<[string, Partial<ImageGeneration>, object, RegExp]>([
    [
      "a generator that is not on the list",
      { generator: "gone", model: "Model X", sampler: null },
      { prompt: "a red fox" },
      /Model X/,
    ],
    ["a sampler that is not known", { sampler: "DPM fast" }, { sampler: null }, /DPM fast/],
    ["a sampler that the generator lacks", { sampler: "ddim" }, { sampler: null }, /DDIM/],
    [
      "a size that does not fit",
      { width: 500, height: 767 },
      { width: 504, height: 768 },
      /500 × 767 became 504 × 768/,
    ],
    ["a seed that is too large", { seed: 2 ** 40 }, { prompt: "a red fox" }, /1099511627776/],
    ["too many steps", { steps: 500 }, { steps: null }, /Steps cannot be 500/],
    ["too much guidance", { guidance: 99 }, { guidance: null }, /99/],
  ])("%s", (_, difference, change, note) => {
    const recalled = recallAll({ ...made, ...difference }, list, current);
    expect(recalled.change).toMatchObject(change);
    expect(recalled.notes).toEqual([expect.stringMatching(note)]);
  });
});

test("of another program's image that tells only its prompt, the rest is left to the generator and to chance", () => {
  const unknown = { width: null, height: null, steps: null, guidance: null, sampler: null, seed: null };
  const { change, notes } = recallAll({ ...made, ...unknown, generator: null, model: null }, list, current);
  expect(change).toEqual({
    prompt: "a red fox",
    negative_prompt: "blur",
    width: null,
    height: null,
    steps: null,
    guidance: null,
    sampler: null,
  });
  expect(notes).toHaveLength(2);
});

test("prompt and seed are taken over by themselves", () => {
  expect(recallPrompt(made).change).toEqual({ prompt: "a red fox", negative_prompt: "blur" });
  expect(recallSeed(made).change).toEqual({ seed: 42 });
  expect(recallSeed({ ...made, seed: null })).toEqual({ change: {}, notes: [expect.any(String)] });
});
