import type { QueryClient } from "@tanstack/react-query";

import { translator } from "@/i18n/i18n";
import { putJob } from "@/features/jobs/jobEvents";
import { notify } from "@/features/notices/noticeStore";
import { recipeOf } from "@/features/restoration/restorationPlan";
import { restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { upscaleStepOfTheMoment } from "@/features/upscaling/requestUpscaling";
import { createPostprocessJob } from "@/services/api/endpoints";
import { reasonOf } from "@/services/api/problem";
import type { RestoreFacesStep } from "@/services/api/types";

/**
 * Queues the restoration of the faces that the step names in images, given by their ids, with the other settings of the
 * moment.
 *
 * @throws ApiProblem when the server refuses, Unreachable when there is no answer.
 */
export async function requestRestoration(
  queryClient: QueryClient,
  images: readonly string[],
  step: RestoreFacesStep,
): Promise<void> {
  const settings = restorationSettingsStore.get();
  const upscale = settings.alsoUpscale ? await upscaleStepOfTheMoment(queryClient) : null;
  const recipe = recipeOf(step, upscale, settings);
  const { output } = settings;
  putJob(queryClient, await createPostprocessJob({ kind: "postprocess", images: [...images], recipe, output }));
}

/** Queues the restoration of all faces with the settings of the moment; a refusal becomes a notice. */
export async function restoreOrNotify(queryClient: QueryClient, images: readonly string[]): Promise<void> {
  const t = translator("restoration");
  try {
    await requestRestoration(queryClient, images, restorationSettingsStore.get().step);
  } catch (error) {
    notify({ kind: "problem", title: t("notStarted"), message: reasonOf(error) });
  }
}
