import { useMutation, useQueryClient } from "@tanstack/react-query";

import { useActiveJobs } from "@/features/jobs/hooks/useActiveJobs";
import { useCancelJob } from "@/features/jobs/hooks/useCancelJob";
import { putJob } from "@/features/jobs/jobEvents";
import { notify } from "@/features/notices/noticeStore";
import { sentenceOf } from "@/services/api/problem";
import type { JobRecord } from "@/services/api/types";

interface FetchJobOptions {
  /** Whether a job fetches what is meant. */
  readonly isMeant: (job: JobRecord) => boolean;
  /** Asks the server to fetch it. */
  readonly request: () => Promise<JobRecord>;
  /** What is said when the server refuses. */
  readonly refused: string;
}

/** Fetching of files that are missing: the job that does it if any, and how to start and stop that. */
export function useFetchJob({ isMeant, request, refused }: FetchJobOptions) {
  const queryClient = useQueryClient();
  const job = useActiveJobs().find(isMeant) ?? null;
  const { cancel } = useCancelJob();
  const { mutate, isPending } = useMutation({
    mutationFn: request,
    onSuccess: (started) => {
      putJob(queryClient, started);
    },
    onError: (error) => {
      notify({ kind: "problem", title: refused, message: sentenceOf(error) });
    },
  });

  return {
    job,
    isStarting: isPending,
    start: () => {
      mutate();
    },
    cancel: () => {
      if (job) {
        cancel(job.id);
      }
    },
  };
}
