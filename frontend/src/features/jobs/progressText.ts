import { formatDuration, formatPercent, formatRemaining } from "@/common/format";
import { generationState } from "@/features/jobs/generationState";
import { translator } from "@/i18n/i18n";
import type { JobRecord } from "@/services/api/types";
import { stageText } from "@/services/texts/jobTexts";

/** How far a job has come, in words: `Upscaling · image 2 of 4 · 40 % · about 2 min left`. */
export function progressText(job: JobRecord): string {
  switch (job.state) {
    case "running":
      return joined(stageText(job.stage), position(job), formatPercent(job.progress), remaining(job));
    case "queued":
      return joined(stageText(job.stage), duration(job));
    case "paused":
      return joined(stageText(job.stage), job.progress > 0 && formatPercent(job.progress));
    default:
      return stageText(job.stage);
  }
}

const joined = (...parts: readonly (string | number | false | null)[]) =>
  parts.filter((part) => typeof part === "string").join(" · ");

const remaining = ({ remaining_seconds }: JobRecord) =>
  remaining_seconds === null ? null : formatRemaining(remaining_seconds);

const duration = ({ remaining_seconds }: JobRecord) =>
  remaining_seconds && translator("jobs")("takes", { duration: formatDuration(remaining_seconds) });

/** Which of its images the job works on; null for a single one, and while it makes them itself, which its stage counts. */
function position(job: JobRecord): string | null {
  const count = job.images.length;
  const begun = begunImages(job);
  const t = translator("jobs");
  return begun === null || count < 2 ? null : t("position", { done: Math.min(begun, count), all: count });
}

/** How many of the job's images were begun; null while it makes the images themselves. */
function begunImages(job: JobRecord): number | null {
  if (job.kind !== "generate") {
    return (job.current?.index ?? job.results.length) + 1;
  }
  const { finished, isFinishing } = generationState(job);
  return isFinishing ? finished + 1 : null;
}
