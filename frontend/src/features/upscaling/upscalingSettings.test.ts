import { expect, test } from "vitest";

import { parseUpscalingSettings } from "@/features/upscaling/upscalingSettings";
import { parameterOf } from "@/services/api/parameters";

test("a newcomer gets the server's defaults", () => {
  const { step, output, applyToGenerated, applyToAdded } = parseUpscalingSettings(undefined);
  expect(step.upscale_strength).toBe(parameterOf("UpscaleStep", "upscale_strength").default);
  expect(output).toEqual({ format: "png", quality: 92 });
  expect(applyToGenerated || applyToAdded).toBe(false);
});

test("what is remembered is kept as far as it is still valid", () => {
  const stored = {
    step: { scale: 2, model: "my-own", upscale_strength: 7 },
    output: { format: "gif" },
    applyToAdded: "yes",
  };
  expect(parseUpscalingSettings(stored)).toMatchObject({
    step: { scale: 2, model: "my-own", upscale_strength: 0.75 },
    output: { format: "png" },
    applyToAdded: false,
  });
});

test("what was remembered before images could be generated still counts for photos that are added", () => {
  expect(parseUpscalingSettings({ applyToAdded: true })).toMatchObject({ applyToGenerated: false, applyToAdded: true });
});
