import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { changeQueue } from "@/features/jobs/queueEvents";
import { notify } from "@/features/notices/noticeStore";
import { pauseQueue, resumeQueue } from "@/services/api/endpoints";
import { reasonOf } from "@/services/api/problem";

/** Pauses the whole queue (`true`), or lets it go on (`false`). */
export function usePauseQueue() {
  const { t } = useTranslation("jobs");
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (paused: boolean) => changeQueue(queryClient, paused ? pauseQueue : resumeQueue),
    onError: (error, paused) => {
      const title = paused ? t("queueNotPaused") : t("queueNotResumed");
      notify({ kind: "problem", title, message: reasonOf(error) });
    },
  });
  return { setPaused: mutate, isPending };
}
