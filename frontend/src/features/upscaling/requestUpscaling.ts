import type { QueryClient } from "@tanstack/react-query";

import { putJob } from "@/features/jobs/jobEvents";
import { notify } from "@/features/notices/noticeStore";
import { strings } from "@/features/upscaling/strings";
import { recipeOf } from "@/features/upscaling/upscalingPlan";
import { upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { createPostprocessJob } from "@/services/api/endpoints";
import { sentenceOf } from "@/services/api/problem";
import { upscalingModelsQuery } from "@/services/api/queries";

/**
 * Queues the upscaling of images, given by their ids, with the settings of the moment.
 *
 * @throws ApiProblem when the server refuses, Unreachable when there is no answer.
 */
export async function requestUpscaling(queryClient: QueryClient, images: readonly string[]): Promise<void> {
  const { step, output } = upscalingSettingsStore.get();
  const models = await queryClient.query({ ...upscalingModelsQuery, staleTime: "static" });
  const model = models.items.find(({ name }) => name === step.model) ?? null;
  const recipe = recipeOf(step, model);
  putJob(queryClient, await createPostprocessJob({ kind: "postprocess", images: [...images], recipe, output }));
}

/** As `requestUpscaling`; a refusal becomes a notice. */
export async function upscaleOrNotify(queryClient: QueryClient, images: readonly string[]): Promise<void> {
  try {
    await requestUpscaling(queryClient, images);
  } catch (error) {
    notify({ kind: "problem", title: strings.notStarted, message: sentenceOf(error) });
  }
}
