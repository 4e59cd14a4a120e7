import type { QueryClient } from "@tanstack/react-query";

import { recipeOf } from "@/features/restoration/restorationPlan";
import { restorationSettingsStore, type RestorationSettings } from "@/features/restoration/restorationSettings";
import { chosenModel, usableStep } from "@/features/upscaling/upscalingPlan";
import { upscalingSettingsStore, type UpscalingSettings } from "@/features/upscaling/upscalingSettings";
import { restorationAlgorithmsQuery, upscalingModelsQuery } from "@/services/api/queries";
import type { OutputOptions, Recipe, RestorationAlgorithms, UpscalingModels } from "@/services/api/types";

/** Images that steps can be applied to by themselves. */
export type Newcomers = "generated" | "added";

/** What a person set. */
export interface PostprocessingSettings {
  readonly upscaling: UpscalingSettings;
  readonly restoration: RestorationSettings;
}

/** What the server can do. */
export interface PostprocessingOffer {
  readonly models: UpscalingModels;
  readonly algorithms: RestorationAlgorithms;
}

/** What is done with each new image by itself, and how the result is written. */
export interface PostprocessingPlan {
  /** Null when nothing is done. */
  readonly recipe: Recipe | null;
  readonly output: OutputOptions;
}

const SWITCHES = { generated: "applyToGenerated", added: "applyToAdded" } as const satisfies Record<Newcomers, string>;

/** What of both is wanted. */
export interface Wanted {
  readonly upscale: boolean;
  readonly restore: boolean;
}

/** The steps that are switched on for such images, as `planOf` puts them together. */
export function postprocessingPlan(
  newcomers: Newcomers,
  settings: PostprocessingSettings,
  offer: PostprocessingOffer,
): PostprocessingPlan {
  const applies = SWITCHES[newcomers];
  return planOf({ upscale: settings.upscaling[applies], restore: settings.restoration[applies] }, settings, offer);
}

/**
 * The steps that are wanted, in the order that was set; those that the server does not do are left out. The result is
 * written the way that its last step's panel says.
 */
export function planOf(
  wanted: Wanted,
  { upscaling, restoration }: PostprocessingSettings,
  { models, algorithms }: PostprocessingOffer,
): PostprocessingPlan {
  const model = chosenModel(models.items, upscaling.step.model);
  const upscale = wanted.upscale && models.enabled ? usableStep(upscaling.step, model) : null;

  if (!wanted.restore || !algorithms.enabled) {
    return { recipe: upscale && { steps: [upscale] }, output: upscaling.output };
  }
  const recipe = recipeOf(restoration.step, upscale, restoration);
  return { recipe, output: recipe.steps.at(-1) === upscale ? upscaling.output : restoration.output };
}

/**
 * What is done with every image that is generated now.
 *
 * @throws ApiProblem or Unreachable when the server does not say what it can do.
 */
export function recipeForGenerated(queryClient: QueryClient): Promise<PostprocessingPlan> {
  return planOfTheMoment(queryClient, "generated");
}

/**
 * What is done with every photo that is added now.
 *
 * @throws ApiProblem or Unreachable when the server does not say what it can do.
 */
export function recipeForAdded(queryClient: QueryClient): Promise<PostprocessingPlan> {
  return planOfTheMoment(queryClient, "added");
}

async function planOfTheMoment(queryClient: QueryClient, newcomers: Newcomers): Promise<PostprocessingPlan> {
  const settings = { upscaling: upscalingSettingsStore.get(), restoration: restorationSettingsStore.get() };
  const [models, algorithms] = await Promise.all([
    queryClient.query({ ...upscalingModelsQuery, staleTime: "static" }),
    queryClient.query({ ...restorationAlgorithmsQuery, staleTime: "static" }),
  ]);
  return postprocessingPlan(newcomers, settings, { models, algorithms });
}
