import { useMutation, useQueryClient } from "@tanstack/react-query";

import { putJob } from "@/features/jobs/jobEvents";
import { strings } from "@/features/jobs/strings";
import { notify } from "@/features/notices/noticeStore";
import { cancelJob } from "@/services/api/endpoints";
import { sentenceOf } from "@/services/api/problem";

/** Cancels a job, in the middle of an image if need be. */
export function useCancelJob() {
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: cancelJob,
    onSuccess: (job) => {
      putJob(queryClient, job);
    },
    onError: (error) => {
      notify({ kind: "problem", title: strings.notCancelled, message: sentenceOf(error) });
    },
  });
  return { cancel: mutate, isPending };
}
