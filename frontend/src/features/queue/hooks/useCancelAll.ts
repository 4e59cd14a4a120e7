import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { changeJob } from "@/features/jobs/jobEvents";
import { notify } from "@/features/notices/noticeStore";
import { cancelJob } from "@/services/api/endpoints";
import { reasonOf } from "@/services/api/problem";
import type { JobRecord } from "@/services/api/types";

/** Cancels open jobs, given in the queue's order: the last one first, so that none begins when the one before ends. */
export function useCancelAll() {
  const { t } = useTranslation("jobs");
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: async (jobs: readonly JobRecord[]) => {
      for (const { id } of jobs.toReversed()) {
        await changeJob(queryClient, id, cancelJob);
      }
    },
    onError: (error) => {
      notify({ kind: "problem", title: t("notCancelled"), message: reasonOf(error) });
    },
  });
  return { cancelAll: mutate, isPending };
}
