import type { QueryClient } from "@tanstack/react-query";

import { putJob } from "@/features/jobs/jobEvents";
import { notify } from "@/features/notices/noticeStore";
import { recipeForAdded } from "@/features/postprocessing/postprocessingPlan";
import { translator } from "@/i18n/i18n";
import { createPostprocessJob } from "@/services/api/endpoints";
import { ApiProblem, reasonOf } from "@/services/api/problem";

const LICENCE_NOT_ACCEPTED = "/problems/licence-not-accepted";

/**
 * Does with photos that were just added, given by their ids, what is set for such. A refusal becomes a notice, from which
 * it can be tried again once what was in the way is done.
 */
export async function applyToAdded(queryClient: QueryClient, images: readonly string[]): Promise<void> {
  try {
    const { recipe, output } = await recipeForAdded(queryClient);
    if (recipe) {
      putJob(queryClient, await createPostprocessJob({ kind: "postprocess", images: [...images], recipe, output }));
    }
  } catch (error) {
    const t = translator("postprocessing");
    notify({
      kind: "problem",
      title: t("notApplied", { count: images.length }),
      message: isAboutLicence(error) ? t("acceptLicence") : reasonOf(error),
      action: { label: t("tryAgain"), run: () => void applyToAdded(queryClient, images) },
    });
  }
}

const isAboutLicence = (error: unknown) => error instanceof ApiProblem && error.details.type === LICENCE_NOT_ACCEPTED;
