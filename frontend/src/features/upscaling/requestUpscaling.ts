import type { QueryClient } from "@tanstack/react-query";

import { translator } from "@/i18n/i18n";
import { putJob } from "@/features/jobs/jobEvents";
import { notify } from "@/features/notices/noticeStore";
import { chosenModel, usableStep } from "@/features/upscaling/upscalingPlan";
import { upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { createPostprocessJob } from "@/services/api/endpoints";
import { reasonOf } from "@/services/api/problem";
import { upscalingModelsQuery } from "@/services/api/queries";
import type { UpscaleStep } from "@/services/api/types";

/** The upscale step with the settings of the moment, as far as the server can do it. */
export async function upscaleStepOfTheMoment(queryClient: QueryClient): Promise<UpscaleStep> {
  const { step } = upscalingSettingsStore.get();
  const models = await queryClient.query({ ...upscalingModelsQuery, staleTime: "static" });
  return usableStep(step, chosenModel(models.items, step.model));
}

/**
 * Queues the upscaling of images, given by their ids, with the settings of the moment.
 *
 * @throws ApiProblem when the server refuses, Unreachable when there is no answer.
 */
export async function requestUpscaling(queryClient: QueryClient, images: readonly string[]): Promise<void> {
  const { output } = upscalingSettingsStore.get();
  const recipe = { steps: [await upscaleStepOfTheMoment(queryClient)] };
  putJob(queryClient, await createPostprocessJob({ kind: "postprocess", images: [...images], recipe, output }));
}

/** As `requestUpscaling`; a refusal becomes a notice. */
export async function upscaleOrNotify(queryClient: QueryClient, images: readonly string[]): Promise<void> {
  const t = translator("upscaling");
  try {
    await requestUpscaling(queryClient, images);
  } catch (error) {
    notify({ kind: "problem", title: t("notStarted"), message: reasonOf(error) });
  }
}
