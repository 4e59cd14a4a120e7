import type { QueryClient } from "@tanstack/react-query";

import { putJob } from "@/features/jobs/jobEvents";
import type { CopiedRecipe } from "@/features/recipes/copiedRecipeStore";
import { createPostprocessJob } from "@/services/api/endpoints";

/**
 * Queues the recipe for images, given by their ids, as one job.
 *
 * @throws ApiProblem when the server refuses, Unreachable when there is no answer.
 */
export async function requestRecipe(
  queryClient: QueryClient,
  images: readonly string[],
  { recipe, output }: Pick<CopiedRecipe, "recipe" | "output">,
): Promise<void> {
  putJob(queryClient, await createPostprocessJob({ kind: "postprocess", images: [...images], recipe, output }));
}
