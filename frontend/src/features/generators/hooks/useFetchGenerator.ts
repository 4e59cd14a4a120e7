import { useMutation, useQueryClient } from "@tanstack/react-query";

import { strings } from "@/features/generators/strings";
import { useActiveJobs } from "@/features/jobs/hooks/useActiveJobs";
import { useCancelJob } from "@/features/jobs/hooks/useCancelJob";
import { putJob } from "@/features/jobs/jobEvents";
import { notify } from "@/features/notices/noticeStore";
import { downloadGenerator } from "@/services/api/endpoints";
import { sentenceOf } from "@/services/api/problem";

/** Fetching of one generator's files: the job that does it if any, and how to start and stop that. */
export function useFetchGenerator(name: string) {
  const queryClient = useQueryClient();
  const job =
    useActiveJobs().find((active) => active.kind === "download_generator" && active.generator === name) ?? null;
  const { cancel } = useCancelJob();
  const { mutate, isPending } = useMutation({
    mutationFn: downloadGenerator,
    onSuccess: (started) => {
      putJob(queryClient, started);
    },
    onError: (error) => {
      notify({ kind: "problem", title: strings.notFetched, message: sentenceOf(error) });
    },
  });

  return {
    job,
    isStarting: isPending,
    start: () => {
      mutate(name);
    },
    cancel: () => {
      if (job) {
        cancel(job.id);
      }
    },
  };
}
