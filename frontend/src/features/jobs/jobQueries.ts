import type { JobsById } from "@/services/api/queries";
import type { JobRecord } from "@/services/api/types";

/** Whether the job waits or runs. */
export const isActive = (job: JobRecord) => job.state === "queued" || job.state === "running";

/** The latest job that works, or worked, on the image; null when there is none. */
export function latestJobOf(jobs: JobsById, imageId: string): JobRecord | null {
  const ofImage = Object.values(jobs).filter((job) => job.kind === "postprocess" && job.images.includes(imageId));
  return ofImage.sort(newestFirst)[0] ?? null;
}

/** Jobs that wait or run, in the order in which they were asked for. */
export function activeJobs(jobs: JobsById): JobRecord[] {
  return Object.values(jobs)
    .filter(isActive)
    .sort((a, b) => newestFirst(b, a));
}

const newestFirst = (a: JobRecord, b: JobRecord) => Date.parse(b.created_at) - Date.parse(a.created_at);
