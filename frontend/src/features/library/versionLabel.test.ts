import { expect, test } from "vitest";

import { versionLabel } from "@/features/library/versionLabel";
import { completeParameters } from "@/services/api/parameters";
import type { Recipe } from "@/services/api/types";
import { foundFace, imageRecord } from "@/testing/records";

const upscale = completeParameters("UpscaleStep", undefined);
const gfpgan = completeParameters("RestoreFacesStep", undefined);
const codeformer = { ...gfpgan, algorithm: "codeformer" } as const;
const faces = [{ box: foundFace(0, 0).box, strength: 0.75 }];

test.each<[Recipe["steps"], string]>([
  [[upscale], "4x"],
  [[gfpgan], "GFPGAN"],
  [[upscale, gfpgan], "4x + GFPGAN"],
  [[codeformer, upscale], "CodeFormer + 4x"],
])("the steps of %j read %s", (steps, label) => {
  expect(versionLabel(imageRecord("a", { recipe: { steps }, faces }))).toBe(label);
});

test("face restoration is not claimed where there was no face", () => {
  expect(versionLabel(imageRecord("a", { recipe: { steps: [upscale, gfpgan] } }))).toBe("4x");
});

test("an original has no such label", () => {
  expect(versionLabel(imageRecord("a"))).toBeNull();
});
