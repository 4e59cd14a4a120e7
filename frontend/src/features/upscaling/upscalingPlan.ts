import { currentLanguage } from "@/i18n/i18n";
import { parameterOf } from "@/services/api/parameters";
import type { UpscaleStep, UpscalingModel } from "@/services/api/types";

/** A size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Size of the result. */
export function targetSize({ width, height }: Size, scale: number): Size {
  return { width: width * scale, height: height * scale };
}

/** Millions of pixels, to two significant digits: `0.9`, `14`. */
export function megapixels({ width, height }: Size): string {
  const format = new Intl.NumberFormat(currentLanguage(), { maximumSignificantDigits: 2 });
  return format.format((width * height) / 1e6);
}

/** Seconds that the model needs for an image of that size; null before the first measurement on this machine. */
export function estimatedSeconds(model: UpscalingModel | null, { width, height }: Size): number | null {
  const pace = model?.seconds_per_megapixel ?? null;
  return pace === null ? null : (pace * width * height) / 1e6;
}

/** The model of that name; in place of one that is gone the default one. Null where there is none at all. */
export function chosenModel(models: readonly UpscalingModel[], name: string): UpscalingModel | null {
  const named = (wanted: unknown) => models.find((model) => model.name === wanted);
  return named(name) ?? named(parameterOf("UpscaleStep", "model").default) ?? models[0] ?? null;
}

/** The scale that the model can make and that is nearest to the one asked for. */
export function usableScale({ scale }: UpscaleStep, model: UpscalingModel | null): UpscaleStep["scale"] {
  const byDistance = (model?.scales ?? []).toSorted((a, b) => Math.abs(a - scale) - Math.abs(b - scale));
  return byDistance[0] ?? scale;
}

/** The denoising strength that the model can really be run with. */
export function usableDenoising(step: UpscaleStep, model: UpscalingModel | null): number {
  return model?.denoising === "weights_missing"
    ? parameterOf("UpscaleStep", "denoising_strength").maximum
    : step.denoising_strength;
}

/** The step with only what the model can really do. */
export function usableStep(step: UpscaleStep, model: UpscalingModel | null): UpscaleStep {
  return {
    ...step,
    model: model?.name ?? step.model,
    scale: usableScale(step, model),
    denoising_strength: usableDenoising(step, model),
  };
}
