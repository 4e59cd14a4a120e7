import type { QueryClient } from "@tanstack/react-query";

import { cancelledText } from "@/features/jobs/cancelledText";
import { formingJob, isActive, makesImages } from "@/features/jobs/jobQueries";
import { clearPreviewsOfJob } from "@/features/jobs/previewStore";
import { strings } from "@/features/jobs/strings";
import { followedJobsStore } from "@/features/library/followedJobsStore";
import { shownImageStore } from "@/features/library/shownImageStore";
import { modelsPageStore } from "@/features/models/modelsPage";
import { notify } from "@/features/notices/noticeStore";
import { retryJob } from "@/services/api/endpoints";
import { sentenceOf } from "@/services/api/problem";
import { jobsQuery, overrideAnswerUnderWay } from "@/services/api/queries";
import type { JobRecord } from "@/services/api/types";

/** How far a job has come by its state; no job goes back. */
const RANKS: Readonly<Record<JobRecord["state"], number>> = { queued: 0, running: 1, done: 2, failed: 2, cancelled: 2 };

/** Takes the answer to a request about a job into what is loaded, unless an event that overtook it told of more. */
export function putJob(queryClient: QueryClient, job: JobRecord): void {
  const known = queryClient.getQueryData(jobsQuery.queryKey)?.[job.id];
  if (!known || RANKS[known.state] < RANKS[job.state]) {
    replaceJob(queryClient, job);
  }
}

/**
 * Takes a change that the server tells of into what is loaded. That a job was cancelled is a notice, and a failure that
 * is shown nowhere else.
 */
export function followJob(queryClient: QueryClient, job: JobRecord): void {
  replaceJob(queryClient, job);
  if (job.state === "failed" && !isInViewer(queryClient, job) && !isInDialog(job)) {
    notify({
      kind: "problem",
      title: strings.failedTitle(job.title),
      message: job.error?.detail ?? strings.noReason,
      action: { label: strings.retry, run: () => void retryOrNotify(queryClient, job.id) },
    });
  }
  if (job.state === "cancelled" && makesImages(job)) {
    notify({
      kind: "done",
      title: strings.cancelledTitle(job.title),
      message: cancelledText(job),
      action: {
        label: job.results.length > 0 ? strings.runRest : strings.retry,
        run: () => void retryOrNotify(queryClient, job.id),
      },
    });
  }
}

/** Queues what a job did not finish once more; a refusal becomes a notice. */
async function retryOrNotify(queryClient: QueryClient, jobId: string): Promise<void> {
  try {
    putJob(queryClient, await retryJob(jobId));
  } catch (error) {
    notify({ kind: "problem", title: strings.notRetried, message: sentenceOf(error) });
  }
}

/** Whether the viewer shows what has become of the job. */
function isInViewer(queryClient: QueryClient, job: JobRecord): boolean {
  const jobs = queryClient.getQueryData(jobsQuery.queryKey) ?? {};
  const shownId = shownImageStore.get();
  return (
    formingJob(jobs, followedJobsStore.get())?.id === job.id ||
    (shownId !== null && makesImages(job) && job.images.includes(shownId))
  );
}

/** Whether a dialog tells what has become of the job: the one that asked for the faces, or the Models page. */
function isInDialog({ kind }: JobRecord): boolean {
  const tab = modelsPageStore.get();
  switch (kind) {
    case "detect_faces":
      return true;
    case "download":
      return tab === "upscaling" || tab === "faces";
    case "download_generator":
      return tab === "generators";
    default:
      return false;
  }
}

function replaceJob(queryClient: QueryClient, job: JobRecord): void {
  const { queryKey } = jobsQuery;
  queryClient.setQueryData(queryKey, (jobs) => jobs && { ...jobs, [job.id]: job });
  overrideAnswerUnderWay(queryClient, queryKey);
  if (!isActive(job)) {
    clearPreviewsOfJob(job.id);
  }
}
