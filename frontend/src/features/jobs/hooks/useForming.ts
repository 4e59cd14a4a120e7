import { useStorePart } from "@/common/store";
import { useWatchedJob } from "@/features/jobs/hooks/useWatchedJob";
import { previewStore } from "@/features/jobs/previewStore";
import type { JobRecord } from "@/services/api/types";

/** How far a job has come with the base image that it is making. */
export interface Forming {
  /** Address of the latest preview of it; null while there is none. */
  readonly preview: string | null;
  /** Its number within the batch, from 1. */
  readonly position: number;
  readonly count: number;
  /** Denoising steps done so far, and in all; null before the first one. */
  readonly steps: readonly [number, number] | null;
}

/** Follows the previews of a job that makes base images, for as long as the component is in the page. */
export function useForming(job: JobRecord): Forming {
  useWatchedJob(job.id);
  const latest = useStorePart(previewStore, (previews) => previews[job.id]);
  const made = job.results.length;
  const count = job.generation?.count ?? 1;
  // A preview may come late, when the image that it announces is there already.
  const preview = latest && latest.index >= made ? latest : null;
  return {
    preview: preview?.url ?? null,
    position: Math.min(count, (preview?.index ?? made) + 1),
    count,
    steps: preview && [preview.step, preview.steps],
  };
}
