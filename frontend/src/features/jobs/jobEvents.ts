import type { QueryClient } from "@tanstack/react-query";

import { cancelledText } from "@/features/jobs/cancelledText";
import { formingJob, makesImages } from "@/features/jobs/jobQueries";
import { clearPreviewsOfJob } from "@/features/jobs/previewStore";
import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { followedJobsStore } from "@/features/library/followedJobsStore";
import { shownImageStore } from "@/features/library/shownImageStore";
import { modelsPageStore } from "@/features/models/modelsPage";
import { notify } from "@/features/notices/noticeStore";
import { translator } from "@/i18n/i18n";
import { tuningOpenedStore } from "@/features/tuning/tuningOpenedStore";
import { retryJob } from "@/services/api/endpoints";
import { reasonOf } from "@/services/api/problem";
import { jobsQuery, overrideAnswerUnderWay } from "@/services/api/queries";
import type { JobRecord } from "@/services/api/types";
import { jobTitle } from "@/services/texts/jobTexts";
import { reasonOfProblem } from "@/services/texts/problemTexts";

/** Takes a job that the server answered with; one that is known already is kept up to date by events. */
export function putJob(queryClient: QueryClient, job: JobRecord): void {
  if (!knownJob(queryClient, job.id)) {
    replaceJob(queryClient, job);
  }
}

/**
 * Asks for a change of a job, and takes the answer, unless an event told of the job meanwhile: that change is in it, or
 * in one that is still to come.
 *
 * @throws ApiProblem when the server refuses, Unreachable when there is no answer.
 */
export async function changeJob(
  queryClient: QueryClient,
  jobId: string,
  change: (jobId: string) => Promise<JobRecord>,
): Promise<void> {
  const before = knownJob(queryClient, jobId);
  const answer = await change(jobId);
  if (knownJob(queryClient, jobId) === before) {
    replaceJob(queryClient, answer);
  }
}

/**
 * Moves a job to a rank at once, while the server is asked to do it; it goes back to where it was when that fails.
 *
 * @throws ApiProblem when the server refuses, Unreachable when there is no answer.
 */
export async function moveAtOnce(
  queryClient: QueryClient,
  job: JobRecord,
  rank: number,
  move: (jobId: string) => Promise<JobRecord>,
): Promise<void> {
  replaceJob(queryClient, { ...job, rank });
  const moved = knownJob(queryClient, job.id);
  try {
    await changeJob(queryClient, job.id, move);
  } catch (error) {
    if (knownJob(queryClient, job.id) === moved) {
      replaceJob(queryClient, job);
    }
    throw error;
  }
}

/** Takes jobs off the list. */
export function dropJobs(queryClient: QueryClient, ids: readonly string[]): void {
  const { queryKey } = jobsQuery;
  queryClient.setQueryData(
    queryKey,
    (jobs) => jobs && Object.fromEntries(Object.entries(jobs).filter(([id]) => !ids.includes(id))),
  );
  overrideAnswerUnderWay(queryClient, queryKey);
}

/**
 * Takes a change that the server tells of into what is loaded. That a job was cancelled is a notice, and a failure that
 * is shown nowhere else.
 */
export function followJob(queryClient: QueryClient, job: JobRecord): void {
  replaceJob(queryClient, job);
  if (queueOpenedStore.get()) {
    return; // The queue is in sight, and shows what became of the job.
  }
  const t = translator("jobs");
  if (job.state === "failed" && !isInViewer(queryClient, job) && !isInDialog(job)) {
    notify({
      kind: "problem",
      title: t("failedTitle", { title: jobTitle(job) }),
      message: job.error ? reasonOfProblem(job.error) : t("noReason"),
      action: { label: t("retry"), run: () => void retryOrNotify(queryClient, job.id) },
    });
  }
  if (job.state === "cancelled" && makesImages(job)) {
    notify({
      kind: "done",
      title: t("cancelledTitle", { title: jobTitle(job) }),
      message: cancelledText(job),
      action: {
        label: job.results.length > 0 ? t("runRest") : t("retry"),
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
    notify({ kind: "problem", title: translator("jobs")("notRetried"), message: reasonOf(error) });
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
    case "tuning_grid":
      return tuningOpenedStore.get() !== null;
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
  queryClient.setQueryData(queryKey, (jobs) => jobs && { ...jobs, [job.id]: notBehind(jobs[job.id], job) });
  overrideAnswerUnderWay(queryClient, queryKey);
  if (job.state !== "running") {
    clearPreviewsOfJob(job.id);
  }
}

const knownJob = (queryClient: QueryClient, jobId: string): JobRecord | undefined =>
  queryClient.getQueryData(jobsQuery.queryKey)?.[jobId];

/** What the server told last, with the progress that is known where an event comes later than a newer answer. */
function notBehind(known: JobRecord | undefined, job: JobRecord): JobRecord {
  const goesOn = known?.state === "running" && job.state === "running";
  return goesOn && job.progress < known.progress
    ? { ...job, progress: known.progress, remaining_seconds: known.remaining_seconds }
    : job;
}
