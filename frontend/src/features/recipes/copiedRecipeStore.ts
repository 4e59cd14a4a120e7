import { createPersistedStore, isRecord } from "@/common/persistedStore";
import { completeParameters } from "@/services/api/parameters";
import type { OutputOptions, Recipe } from "@/services/api/types";

/** A recipe that was copied from an image, to be applied to others. */
export interface CopiedRecipe {
  readonly recipe: Recipe;
  /** How the results are written. */
  readonly output: OutputOptions;
  /** Whether faces were chosen in the image that it was copied from, in place of which all are restored now. */
  readonly hadChosenFaces: boolean;
}

/** The recipe that was copied last; null while none was. */
export const copiedRecipeStore = createPersistedStore<CopiedRecipe | null>({
  key: "burnish.copiedRecipe",
  version: 1,
  parse: parseCopiedRecipe,
});

/** Keeps the recipe of an image. Faces that were chosen in that image mean nothing in another one. */
export function copyRecipe(recipe: Recipe, format: string): void {
  const hadChosenFaces = recipe.steps.some((step) => step.type === "restore_faces" && step.faces === "chosen");
  copiedRecipeStore.set({
    recipe: { steps: recipe.steps.map(forAnyImage) },
    output: completeParameters("OutputOptions", { format }),
    hadChosenFaces,
  });
}

/** A valid recipe out of anything that was remembered, or null. */
export function parseCopiedRecipe(stored: unknown): CopiedRecipe | null {
  if (!isRecord(stored) || !isRecord(stored.recipe) || !Array.isArray(stored.recipe.steps)) {
    return null;
  }
  const steps = stored.recipe.steps.flatMap(parseStep);
  return steps.length === 0
    ? null
    : {
        recipe: { steps },
        output: completeParameters("OutputOptions", stored.output),
        hadChosenFaces: stored.hadChosenFaces === true,
      };
}

function parseStep(stored: unknown): Recipe["steps"] {
  if (isRecord(stored) && stored.type === "upscale") {
    return [completeParameters("UpscaleStep", stored)];
  }
  if (isRecord(stored) && stored.type === "restore_faces") {
    return [forAnyImage(completeParameters("RestoreFacesStep", stored))];
  }
  return [];
}

function forAnyImage<Step extends Recipe["steps"][number]>(step: Step): Step {
  return step.type === "restore_faces"
    ? { ...step, faces: step.faces === "chosen" ? "all" : step.faces, chosen: [] }
    : step;
}
