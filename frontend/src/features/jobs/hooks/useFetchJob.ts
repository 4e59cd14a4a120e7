import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { useCancelJob } from "@/features/jobs/hooks/useCancelJob";
import { usePauseJob } from "@/features/jobs/hooks/usePauseJob";
import { putJob } from "@/features/jobs/jobEvents";
import { isOpen, latestFirst } from "@/features/jobs/jobQueries";
import { notify } from "@/features/notices/noticeStore";
import { reasonOf } from "@/services/api/problem";
import { jobsQuery } from "@/services/api/queries";
import type { JobRecord } from "@/services/api/types";

interface FetchJobOptions {
  /** Whether a job fetches what is meant. */
  readonly isMeant: (job: JobRecord) => boolean;
  /** Asks the server to fetch it. */
  readonly request: () => Promise<JobRecord>;
  /** What is said when the server refuses. */
  readonly refused: string;
}

/** Fetching of files that are missing: the job that does it or that failed last, and how to start and stop that. */
export function useFetchJob({ isMeant, request, refused }: FetchJobOptions) {
  const queryClient = useQueryClient();
  const jobs = Object.values(useQuery(jobsQuery).data ?? {})
    .filter(isMeant)
    .sort(latestFirst);
  const job = jobs.find(isOpen) ?? null;
  const failed = !job && jobs[0]?.state === "failed" ? jobs[0] : null;
  const { cancel } = useCancelJob();
  const { resume } = usePauseJob();
  const { mutate, isPending } = useMutation({
    mutationFn: request,
    onSuccess: (started) => {
      putJob(queryClient, started);
    },
    onError: (error) => {
      notify({ kind: "problem", title: refused, message: reasonOf(error) });
    },
  });

  return {
    job,
    failed,
    isStarting: isPending,
    start: () => {
      mutate();
    },
    cancel: () => {
      if (job) {
        cancel(job.id);
      }
    },
    /** Lets the job go on; null where it is not paused. */
    resume:
      job?.state === "paused"
        ? () => {
            resume(job.id);
          }
        : null,
  };
}
