import { expect, test } from "vitest";

import { fileFacts, generationFacts, recipeLines } from "@/features/facts/imageFacts";
import { completeParameters } from "@/services/api/parameters";
import type { Recipe } from "@/services/api/types";
import { foundFace, imageGeneration, imageRecord } from "@/testing/records";

const upscale = completeParameters("UpscaleStep", { scale: 2 });
const restore = completeParameters("RestoreFacesStep", undefined);
const codeformer = { ...restore, algorithm: "codeformer", faces: "largest" } as const;
const faces = [{ box: foundFace(0, 0).box, strength: 0.75 }];
const COUNTED = "1 face was restored.";
const UPSCALED = "Upscaled 2x with realesr-general-x4v3: denoising strength 0.75, upscale strength 0.75.";

test.each<[Recipe["steps"], string[]]>([
  [[upscale], [UPSCALED]],
  [[restore], ["Faces restored with GFPGAN: all faces, strength 0.75.", COUNTED]],
  [
    [upscale, restore],
    [UPSCALED, "Faces restored with GFPGAN: all faces, strength 0.75, from the original’s own pixels.", COUNTED],
  ],
  [
    [codeformer, upscale],
    ["Faces restored with CodeFormer: the largest face, strength 0.75, fidelity 0.75.", UPSCALED, COUNTED],
  ],
])("the recipe %j reads in words", (steps, lines) => {
  expect(recipeLines({ recipe: { steps }, faces })).toEqual(lines);
});

test("an original has no recipe", () => {
  expect(recipeLines(imageRecord("a"))).toEqual([]);
});

test("samplers bear the names that people know, and those of other programs stay", () => {
  const samplerOf = (fields: object) => Object.fromEntries(generationFacts(imageGeneration(fields))).Sampler;
  expect(samplerOf({ sampler: "dpmpp_2m_karras" })).toBe("DPM++ 2M Karras");
  expect(samplerOf({ sampler: "Restart" })).toBe("Restart");
  expect(samplerOf({ sampler: null, generator: null })).toBeUndefined();
});

test("the file's facts name its depth and channels", () => {
  const facts = Object.fromEntries(fileFacts(imageRecord("a", { bits: 16, channels: 2, format: "png" })));
  expect(facts.Format).toBe("PNG, 16 bits, grey with transparency");
});
