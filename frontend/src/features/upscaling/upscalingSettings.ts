import { createPersistedStore, isRecord } from "@/common/persistedStore";
import { completeParameters } from "@/services/api/parameters";
import type { OutputOptions, UpscaleStep } from "@/services/api/types";

/** How a person upscales: what was set last, in the dialog or in the parameter column. */
export interface UpscalingSettings {
  readonly step: UpscaleStep;
  readonly output: OutputOptions;
  /** Whether every generated image is upscaled. */
  readonly applyToGenerated: boolean;
  /** Whether every photo that is added is upscaled at once. */
  readonly applyToAdded: boolean;
}

/** Valid settings out of anything that was remembered. */
export function parseUpscalingSettings(stored: unknown): UpscalingSettings {
  const given = isRecord(stored) ? stored : {};
  return {
    step: completeParameters("UpscaleStep", given.step),
    output: completeParameters("OutputOptions", given.output),
    applyToGenerated: given.applyToGenerated === true,
    applyToAdded: given.applyToAdded === true,
  };
}

export const upscalingSettingsStore = createPersistedStore<UpscalingSettings>({
  key: "burnish.upscaling",
  version: 1,
  parse: parseUpscalingSettings,
});

/** Changes what is upscaled by itself. */
export function changeSettings(change: Partial<Omit<UpscalingSettings, "step" | "output">>): void {
  upscalingSettingsStore.update((settings) => ({ ...settings, ...change }));
}

/** Changes fields of the upscale step. */
export function changeStep(change: Partial<UpscaleStep>): void {
  upscalingSettingsStore.update((settings) => ({ ...settings, step: { ...settings.step, ...change } }));
}

/** Changes how results are written. */
export function changeOutput(change: Partial<OutputOptions>): void {
  upscalingSettingsStore.update((settings) => ({ ...settings, output: { ...settings.output, ...change } }));
}
