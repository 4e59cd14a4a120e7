import { expect, test } from "vitest";

import { loadPersisted } from "@/common/persistedStore";
import { copiedRecipeStore, copyRecipe, parseCopiedRecipe } from "@/features/recipes/copiedRecipeStore";
import { completeParameters } from "@/services/api/parameters";
import { foundFace } from "@/testing/records";

const KEY = "burnish.copiedRecipe";
const stored = () => loadPersisted({ key: KEY, version: 1, parse: parseCopiedRecipe });

const upscale = completeParameters("UpscaleStep", { scale: 2 });
const restore = completeParameters("RestoreFacesStep", { algorithm: "codeformer", strength: 0.5 });

test("a copied recipe is there again after the page was loaded anew", () => {
  copyRecipe({ steps: [upscale, restore] }, "webp");
  expect(stored()).toEqual({
    recipe: { steps: [upscale, restore] },
    output: completeParameters("OutputOptions", { format: "webp" }),
    hadChosenFaces: false,
  });
});

test("faces that were chosen in one image become all faces of another", () => {
  const { box, landmarks } = foundFace(10, 20);
  copyRecipe({ steps: [{ ...restore, faces: "chosen", chosen: [{ box, landmarks, strength: null }] }] }, "png");
  expect(copiedRecipeStore.get()).toMatchObject({
    recipe: { steps: [{ algorithm: "codeformer", strength: 0.5, faces: "all", chosen: [] }] },
    hadChosenFaces: true,
  });
});

test.each([
  ["nothing", null],
  ["no JSON", "{steps"],
  ["a list", "[]"],
  ["another version", JSON.stringify({ version: 99, value: { recipe: { steps: [upscale] } } })],
  ["no recipe", JSON.stringify({ version: 1, value: { recipe: null } })],
  ["steps that are no list", JSON.stringify({ version: 1, value: { recipe: { steps: { 0: upscale } } } })],
  ["no steps", JSON.stringify({ version: 1, value: { recipe: { steps: [] } } })],
  [
    "unknown steps",
    JSON.stringify({ version: 1, value: { recipe: { steps: [null, 4, "upscale", { type: "wipe" }] } } }),
  ],
])("no recipe is copied where %s is remembered", (_, content) => {
  if (content !== null) {
    window.localStorage.setItem(KEY, content);
  }
  expect(stored()).toBeNull();
});

test("values that are out of range take their defaults, and unknown fields and steps are dropped", () => {
  const steps = [
    { type: "upscale", scale: 3, denoising_strength: 7, upscale_strength: 0.5, script: "x" },
    { type: "wipe" },
    { type: "restore_faces", algorithm: "magic", faces: "chosen", chosen: [{}], fidelity: "much" },
  ];
  const value = { recipe: { steps }, output: { format: "exe", quality: -1 }, hadChosenFaces: "yes" };
  window.localStorage.setItem(KEY, JSON.stringify({ version: 1, value }));
  expect(stored()).toEqual({
    recipe: {
      steps: [completeParameters("UpscaleStep", { upscale_strength: 0.5 }), completeParameters("RestoreFacesStep", {})],
    },
    output: completeParameters("OutputOptions", {}),
    hadChosenFaces: false,
  });
});
