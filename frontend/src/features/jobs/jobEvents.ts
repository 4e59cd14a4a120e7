import type { QueryClient } from "@tanstack/react-query";

import { isActive } from "@/features/jobs/jobQueries";
import { clearPreviewsOfJob } from "@/features/jobs/previewStore";
import { strings } from "@/features/jobs/strings";
import { shownImageStore } from "@/features/library/shownImageStore";
import { notify } from "@/features/notices/noticeStore";
import { jobsQuery } from "@/services/api/queries";
import type { JobRecord } from "@/services/api/types";

/** Takes a new state of a job into what is loaded. */
export function putJob(queryClient: QueryClient, job: JobRecord): void {
  const { queryKey } = jobsQuery;
  queryClient.setQueryData(queryKey, (jobs) => jobs && { ...jobs, [job.id]: job });
  if (queryClient.getQueryState(queryKey)?.fetchStatus === "fetching") {
    void queryClient.invalidateQueries({ queryKey }); // The answer under way may be older than this state.
  }
  if (!isActive(job)) {
    clearPreviewsOfJob(job.id);
  }
}

/** As `putJob`, for a change that the server tells of; a failure that the viewer does not show becomes a notice. */
export function followJob(queryClient: QueryClient, job: JobRecord): void {
  putJob(queryClient, job);
  const shownId = shownImageStore.get();
  const inViewer = job.kind === "postprocess" && shownId !== null && job.images.includes(shownId);
  if (job.state === "failed" && !inViewer) {
    notify({ kind: "problem", title: strings.failedTitle(job.title), message: job.error?.detail ?? strings.noReason });
  }
}
