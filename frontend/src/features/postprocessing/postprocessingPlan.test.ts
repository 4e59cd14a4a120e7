import { describe, expect, test } from "vitest";

import { postprocessingPlan, type PostprocessingOffer } from "@/features/postprocessing/postprocessingPlan";
import { parseRestorationSettings } from "@/features/restoration/restorationSettings";
import { parseUpscalingSettings } from "@/features/upscaling/upscalingSettings";
import { restorationAlgorithm, upscalingModel } from "@/testing/records";

const offer: PostprocessingOffer = {
  models: { enabled: true, items: [upscalingModel()] },
  algorithms: { enabled: true, items: [restorationAlgorithm()] },
};
const noUpscaling = { ...offer, models: { ...offer.models, enabled: false } };
const noRestoration = { ...offer, algorithms: { ...offer.algorithms, enabled: false } };

/** Settings in which the panels' switches stand like that, upscaling written as JPEG and faces as WebP. */
const settings = (upscaling: object, restoration: object) => ({
  upscaling: parseUpscalingSettings({ output: { format: "jpeg" }, ...upscaling }),
  restoration: parseRestorationSettings({ output: { format: "webp" }, ...restoration }),
});
const on = { applyToGenerated: true };
const facesFirst = { ...on, restoreFirst: true };

describe("generated images", () => {
  test.each([
    ["nothing switched on", {}, {}, offer, null, "jpeg"],
    ["upscaling", on, {}, offer, ["upscale"], "jpeg"],
    ["faces", {}, on, offer, ["restore_faces"], "webp"],
    ["both, upscaling first", on, on, offer, ["upscale", "restore_faces"], "webp"],
    ["both, faces first", on, facesFirst, offer, ["restore_faces", "upscale"], "jpeg"],
    ["both on a server without upscaling", on, facesFirst, noUpscaling, ["restore_faces"], "webp"],
    ["both on a server without face restoration", on, on, noRestoration, ["upscale"], "jpeg"],
    ["upscaling on a server without it", on, {}, noUpscaling, null, "jpeg"],
  ])("%s", (_, upscaling, restoration, offered, steps, format) => {
    const { recipe, output } = postprocessingPlan("generated", settings(upscaling, restoration), offered);
    expect(recipe?.steps.map(({ type }) => type) ?? null).toEqual(steps);
    expect(output.format).toBe(format);
  });
});

test("photos that are added have switches of their own", () => {
  const mixed = settings({ applyToGenerated: true }, { applyToAdded: true });
  expect(postprocessingPlan("generated", mixed, offer).recipe?.steps).toMatchObject([{ type: "upscale" }]);
  expect(postprocessingPlan("added", mixed, offer).recipe?.steps).toMatchObject([{ type: "restore_faces" }]);
});

test("the steps carry what was set, as far as the server can do it", () => {
  const set = settings({ ...on, step: { scale: 2, denoising_strength: 0.3 } }, { ...on, step: { strength: 0.4 } });
  const noTwin = { ...offer.models, items: [upscalingModel({ denoising: "weights_missing" })] };
  expect(postprocessingPlan("generated", set, { ...offer, models: noTwin }).recipe?.steps).toMatchObject([
    { scale: 2, denoising_strength: 1 },
    { strength: 0.4, faces: "all", restore_from: "source" },
  ]);
});
