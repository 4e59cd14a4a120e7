import { useMutation, useQueryClient } from "@tanstack/react-query";

import { putJob } from "@/features/jobs/jobEvents";
import { strings } from "@/features/jobs/strings";
import { notify } from "@/features/notices/noticeStore";
import { retryJob } from "@/services/api/endpoints";
import { sentenceOf } from "@/services/api/problem";

/** Queues a job once more after it failed. */
export function useRetryJob() {
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: retryJob,
    onSuccess: (job) => {
      putJob(queryClient, job);
    },
    onError: (error) => {
      notify({ kind: "problem", title: strings.notRetried, message: sentenceOf(error) });
    },
  });
  return { retry: mutate, isPending };
}
