import { generationState } from "@/features/jobs/generationState";
import { translator } from "@/i18n/i18n";
import type { JobRecord } from "@/services/api/types";

/** What stays of a job that was cancelled, in a sentence. */
export function cancelledText(job: JobRecord): string {
  const t = translator("jobs");
  if (job.kind !== "generate") {
    return job.results.length === 0 ? t("nothingChanged") : t("resultsStay", { count: job.results.length });
  }
  const { made, count, finished } = generationState(job);
  if (made === 0) {
    return t("noneMade", { count });
  }
  return finished === 0 ? t("made", { made, count }) : t("madeAndFinished", { made, count, finished });
}
