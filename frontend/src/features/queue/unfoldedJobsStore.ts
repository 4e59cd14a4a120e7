import { createStore } from "@/common/store";

/** Ids of the jobs whose images are listed; kept here because a job's row is another one when the job ends. */
export const unfoldedJobsStore = createStore<readonly string[]>([]);

/** Lists a job's images, or does no more. */
export function toggleUnfolded(jobId: string): void {
  unfoldedJobsStore.update((jobs) => (jobs.includes(jobId) ? jobs.filter((id) => id !== jobId) : [...jobs, jobId]));
}
