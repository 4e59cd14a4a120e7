import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { putJob } from "@/features/jobs/jobEvents";
import { notify } from "@/features/notices/noticeStore";
import { retryJob } from "@/services/api/endpoints";
import { reasonOf } from "@/services/api/problem";

/** Queues a job once more after it failed. */
export function useRetryJob() {
  const { t } = useTranslation("jobs");
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: retryJob,
    onSuccess: (job) => {
      putJob(queryClient, job);
    },
    onError: (error) => {
      notify({ kind: "problem", title: t("notRetried"), message: reasonOf(error) });
    },
  });
  return { retry: mutate, isPending };
}
