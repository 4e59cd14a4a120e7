import type { JobsById } from "@/services/api/queries";
import type { JobRecord } from "@/services/api/types";

/** Whether the job has not ended: it waits, runs or is paused. */
export const isOpen = ({ state }: JobRecord) => state === "queued" || state === "running" || state === "paused";

/** Whether the job makes images, as opposed to those that fetch something or look for faces. */
export const makesImages = (job: JobRecord) => job.kind === "postprocess" || job.kind === "generate";

/** The latest job that works, or worked, on the image; null when there is none. */
export function latestJobOf(jobs: JobsById, imageId: string): JobRecord | null {
  const ofImage = Object.values(jobs).filter((job) => makesImages(job) && job.images.includes(imageId));
  return ofImage.sort(latestFirst)[0] ?? null;
}

/** Jobs that have not ended: those that run, and after them those that wait or are paused, in the queue's order. */
export function openJobs(jobs: JobsById): JobRecord[] {
  const open = Object.values(jobs).filter(isOpen);
  const running = open.filter(({ state }) => state === "running").sort((a, b) => latestFirst(b, a));
  const waiting = open.filter(({ state }) => state !== "running").sort((a, b) => a.rank - b.rank);
  return [...running, ...waiting];
}

/** Jobs that have ended, the one that ended last first. */
export function endedJobs(jobs: JobsById): JobRecord[] {
  const endOf = (job: JobRecord) => Date.parse(job.finished_at ?? job.created_at);
  return Object.values(jobs)
    .filter((job) => !isOpen(job))
    .sort((a, b) => endOf(b) - endOf(a));
}

/** Whether base images of the job are still being made or waited for, or failed to be made. */
export const isForming = (job: JobRecord) =>
  job.kind === "generate" &&
  (isOpen(job) || job.state === "failed") &&
  job.results.length < (job.generation?.count ?? 0);

/**
 * The job of those followed whose base images the viewer shows while they are made: the one that runs, otherwise the
 * first one that waits or failed. Null when there is none, or when the one that runs works on images that are made.
 */
export function formingJob(jobs: JobsById, followed: readonly string[]): JobRecord | null {
  const known = followed.flatMap((id) => jobs[id] ?? []);
  const current = known.find((job) => job.state === "running") ?? known.find(isForming);
  return current && isForming(current) ? current : null;
}

/** Orders jobs by when they were asked for. */
export const latestFirst = (a: JobRecord, b: JobRecord) => Date.parse(b.created_at) - Date.parse(a.created_at);
