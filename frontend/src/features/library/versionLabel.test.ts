import { expect, test } from "vitest";

import { versionLabel } from "@/features/library/versionLabel";
import { completeParameters } from "@/services/api/parameters";
import { imageRecord, RECIPE } from "@/testing/records";

const restore = completeParameters("RestoreFacesStep", undefined);

test("a version is named by the steps of its recipe, in their order", () => {
  const labelOf = (...steps: typeof RECIPE.steps) => versionLabel(imageRecord("a", { recipe: { steps } }));
  expect(labelOf(...RECIPE.steps)).toBe("4x");
  expect(labelOf(restore)).toBe("GFPGAN");
  expect(labelOf(...RECIPE.steps, restore)).toBe("4x + GFPGAN");
  expect(labelOf({ ...restore, algorithm: "codeformer" }, ...RECIPE.steps)).toBe("CodeFormer + 4x");
  expect(versionLabel(imageRecord("a"))).toBeNull();
});
