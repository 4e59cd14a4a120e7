import type { ImageRecord } from "@/services/api/types";

/** How many times larger the image's recipe made it; null when it made nothing larger. */
export function upscaledBy({ recipe }: ImageRecord): number | null {
  const scales = recipe?.steps.map((step) => step.scale) ?? [];
  return scales.length === 0 ? null : scales.reduce((product, scale) => product * scale, 1);
}

/** The words for that: `4x`. */
export function scaleLabel(image: ImageRecord): string | null {
  const scale = upscaledBy(image);
  return scale === null ? null : `${scale}x`;
}
