import type { ImageRecord, Recipe, RestoreFacesStep } from "@/services/api/types";

/** What the algorithms that restore faces are called, in every language. */
export const algorithmNames = { gfpgan: "GFPGAN", codeformer: "CodeFormer" } as const satisfies Record<
  RestoreFacesStep["algorithm"],
  string
>;

/** A scale as it is written in every language. */
export const scaleLabel = (scale: number) => `${scale}x`;

/**
 * What was done to make the image, in a few letters: `4x`, `GFPGAN`, `4x + GFPGAN`; null when it was not made from
 * another one. Face restoration counts only where there was a face.
 */
export function versionLabel({ recipe, faces }: Pick<ImageRecord, "recipe" | "faces">): string | null {
  const done = recipe?.steps.filter((step) => step.type !== "restore_faces" || faces.length > 0) ?? [];
  return done.length === 0 ? null : done.map(stepLabel).join(" + ");
}

function stepLabel(step: Recipe["steps"][number]): string {
  switch (step.type) {
    case "upscale":
      return scaleLabel(step.scale);
    case "restore_faces":
      return algorithmNames[step.algorithm];
  }
}
