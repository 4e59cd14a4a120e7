import type { QueryClient } from "@tanstack/react-query";

import { chosenGenerator, usableGeneration } from "@/features/generation/generationPlan";
import { generationSettingsStore } from "@/features/generation/generationSettings";
import { putJob } from "@/features/jobs/jobEvents";
import { followedJobsStore } from "@/features/library/followedJobsStore";
import { recipeForGenerated } from "@/features/postprocessing/postprocessingPlan";
import { createGenerateJob } from "@/services/api/endpoints";
import { generatorsQuery } from "@/services/api/queries";

/**
 * Queues a batch with the settings of the moment, and what is to be done with its images; the viewer follows it.
 *
 * @throws ApiProblem when the server refuses, Unreachable when there is no answer.
 */
export async function requestGeneration(queryClient: QueryClient): Promise<void> {
  const asked = generationSettingsStore.get();
  const [generators, postprocessing] = await Promise.all([
    queryClient.query({ ...generatorsQuery, staleTime: "static" }),
    recipeForGenerated(queryClient),
  ]);
  const generator = chosenGenerator(generators, asked.generator);
  const generation = generator ? usableGeneration(asked, generator) : asked;
  const job = await createGenerateJob({ kind: "generate", generation, ...postprocessing });
  putJob(queryClient, job);
  followedJobsStore.update((followed) => [...followed, job.id]);
}
