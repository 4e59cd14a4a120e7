import { strings } from "@/features/library/strings";
import type { ImageRecord, Recipe } from "@/services/api/types";

/** What the image's recipe did, in a few letters: `4x`, `GFPGAN`, `4x + GFPGAN`; null when it has none. */
export function versionLabel({ recipe }: ImageRecord): string | null {
  return recipe === null ? null : recipe.steps.map(stepLabel).join(" + ");
}

function stepLabel(step: Recipe["steps"][number]): string {
  switch (step.type) {
    case "upscale":
      return strings.times(step.scale);
    case "restore_faces":
      return strings.algorithms[step.algorithm];
  }
}
