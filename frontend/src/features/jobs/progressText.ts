import { formatPercent, formatRemaining } from "@/common/format";
import { generationState } from "@/features/jobs/generationState";
import { strings } from "@/features/jobs/strings";
import type { JobRecord } from "@/services/api/types";

/** How far a job has come, in words: `Upscaling · image 2 of 4 · 40 % · about 2 min left`. */
export function progressText(job: JobRecord): string {
  const parts = [job.stage];
  if (job.state === "running") {
    const finished = finishedImages(job);
    if (finished !== null && job.images.length > 1) {
      parts.push(strings.position(Math.min(finished + 1, job.images.length), job.images.length));
    }
    parts.push(formatPercent(job.progress));
    if (job.remaining_seconds !== null) {
      parts.push(formatRemaining(job.remaining_seconds));
    }
  }
  return parts.join(" · ");
}

/** How many of the job's images are done; null while it makes the images themselves, which its stage counts. */
function finishedImages(job: JobRecord): number | null {
  if (job.kind !== "generate") {
    return job.results.length;
  }
  const { finished, isFinishing } = generationState(job);
  return isFinishing ? finished : null;
}
