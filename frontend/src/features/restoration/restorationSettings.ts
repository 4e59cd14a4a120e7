import { createPersistedStore, isRecord } from "@/common/persistedStore";
import { completeParameters } from "@/services/api/parameters";
import type { OutputOptions, RestoreFacesStep } from "@/services/api/types";

/** How a person restores faces: what was set last, in the dialog or in the parameter column. */
export interface RestorationSettings {
  /** Restores all faces; which of them are chosen belongs to each image. */
  readonly step: RestoreFacesStep;
  readonly output: OutputOptions;
  /** Whether the faces in every generated image are restored. */
  readonly applyToGenerated: boolean;
  /** Whether the faces in every photo that is added are restored at once. */
  readonly applyToAdded: boolean;
  /** Whether the image is upscaled in the same go. */
  readonly alsoUpscale: boolean;
  /** Whether faces are restored before the image is upscaled. */
  readonly restoreFirst: boolean;
}

/** Valid settings out of anything that was remembered. */
export function parseRestorationSettings(stored: unknown): RestorationSettings {
  const given = isRecord(stored) ? stored : {};
  return {
    step: { ...completeParameters("RestoreFacesStep", given.step), faces: "all", chosen: [] },
    output: completeParameters("OutputOptions", given.output),
    applyToGenerated: given.applyToGenerated === true,
    applyToAdded: given.applyToAdded === true,
    alsoUpscale: given.alsoUpscale === true,
    restoreFirst: given.restoreFirst === true,
  };
}

export const restorationSettingsStore = createPersistedStore<RestorationSettings>({
  key: "burnish.restoration",
  version: 1,
  parse: parseRestorationSettings,
});

/** Changes settings as a whole. */
export function changeSettings(change: Partial<Omit<RestorationSettings, "step" | "output">>): void {
  restorationSettingsStore.update((settings) => ({ ...settings, ...change }));
}

/** Changes fields of the step. */
export function changeStep(change: Partial<RestoreFacesStep>): void {
  restorationSettingsStore.update((settings) => ({ ...settings, step: { ...settings.step, ...change } }));
}

/** Changes how results are written. */
export function changeOutput(change: Partial<OutputOptions>): void {
  restorationSettingsStore.update((settings) => ({ ...settings, output: { ...settings.output, ...change } }));
}
