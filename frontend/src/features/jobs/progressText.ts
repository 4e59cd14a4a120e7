import { formatPercent, formatRemaining } from "@/common/format";
import { strings } from "@/features/jobs/strings";
import type { JobRecord } from "@/services/api/types";

/** How far a job has come, in words: `Upscaling · 40 % · about 2 min left`. */
export function progressText(job: JobRecord): string {
  const parts = [job.stage];
  if (job.state === "running") {
    if (job.images.length > 1) {
      parts.push(strings.position(Math.min(job.results.length + 1, job.images.length), job.images.length));
    }
    parts.push(formatPercent(job.progress));
    if (job.remaining_seconds !== null) {
      parts.push(formatRemaining(job.remaining_seconds));
    }
  }
  return parts.join(" · ");
}
