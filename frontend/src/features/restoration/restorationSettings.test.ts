import { expect, test } from "vitest";

import { parseRestorationSettings } from "@/features/restoration/restorationSettings";
import { parameterOf } from "@/services/api/parameters";

test("a newcomer gets the server's defaults", () => {
  const { step, output, ...switches } = parseRestorationSettings(undefined);
  expect(step.confidence).toBe(parameterOf("RestoreFacesStep", "confidence").default);
  expect(step).toMatchObject({ type: "restore_faces", algorithm: "gfpgan", strength: 0.75, faces: "all", chosen: [] });
  expect(output).toEqual({ format: "png", quality: 92 });
  expect(switches).toEqual({
    applyToGenerated: false,
    applyToAdded: false,
    alsoUpscale: false,
    restoreFirst: false,
  });
});

test("what is remembered is kept as far as it is still valid, but never the faces of one image", () => {
  const stored = {
    step: { algorithm: "codeformer", fidelity: 0.3, confidence: 7, detector: "gone", faces: "chosen", chosen: [1] },
    alsoUpscale: true,
    restoreFirst: "yes",
  };
  expect(parseRestorationSettings(stored)).toMatchObject({
    step: { algorithm: "codeformer", fidelity: 0.3, confidence: 0.8, detector: "resnet50", faces: "all", chosen: [] },
    alsoUpscale: true,
    restoreFirst: false,
  });
});
