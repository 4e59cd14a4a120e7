import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { useActiveJobs } from "@/features/jobs/hooks/useActiveJobs";
import { useCancelJob } from "@/features/jobs/hooks/useCancelJob";
import { putJob } from "@/features/jobs/jobEvents";
import { notify } from "@/features/notices/noticeStore";
import { strings } from "@/features/weights/strings";
import { downloadWeights } from "@/services/api/endpoints";
import { sentenceOf } from "@/services/api/problem";
import { weightsQuery } from "@/services/api/queries";

/** Fetching of one weights file: its record, the job that fetches it if any, and how to start and stop that. */
export function useFetchWeights(name: string) {
  const queryClient = useQueryClient();
  const record = useQuery(weightsQuery).data?.items.find((item) => item.name === name) ?? null;
  const job = useActiveJobs().find((active) => active.kind === "download" && active.weights === name) ?? null;
  const { cancel } = useCancelJob();
  const { mutate, isPending } = useMutation({
    mutationFn: downloadWeights,
    onSuccess: (started) => {
      putJob(queryClient, started);
    },
    onError: (error) => {
      notify({ kind: "problem", title: strings.notFetched, message: sentenceOf(error) });
    },
  });

  return {
    record,
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
