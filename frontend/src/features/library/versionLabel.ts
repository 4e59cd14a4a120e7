import { strings } from "@/features/library/strings";
import type { ImageRecord, Recipe } from "@/services/api/types";

/**
 * What was done to make the image, in a few letters: `4x`, `GFPGAN`, `4x + GFPGAN`; null when it was not made from
 * another one. Face restoration counts only where there was a face.
 */
export function versionLabel({ recipe, faces }: ImageRecord): string | null {
  const done = recipe?.steps.filter((step) => step.type !== "restore_faces" || faces.length > 0) ?? [];
  return done.length === 0 ? null : done.map(stepLabel).join(" + ");
}

function stepLabel(step: Recipe["steps"][number]): string {
  switch (step.type) {
    case "upscale":
      return strings.times(step.scale);
    case "restore_faces":
      return strings.algorithms[step.algorithm];
  }
}
