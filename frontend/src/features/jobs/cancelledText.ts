import { generationState } from "@/features/jobs/generationState";
import { strings } from "@/features/jobs/strings";
import type { JobRecord } from "@/services/api/types";

/** What stays of a job that was cancelled, in a sentence. */
export function cancelledText(job: JobRecord): string {
  if (job.kind !== "generate") {
    return job.results.length === 0 ? strings.nothingChanged : strings.resultsStay(job.results.length);
  }
  const { made, count, finished } = generationState(job);
  if (made === 0) {
    return strings.noneMade(count);
  }
  return finished === 0 ? strings.made(made, count) : strings.madeAndFinished(made, count, finished);
}
