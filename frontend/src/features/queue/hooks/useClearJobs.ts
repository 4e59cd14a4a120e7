import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { dropJobs } from "@/features/jobs/jobEvents";
import { notify } from "@/features/notices/noticeStore";
import { clearJobs } from "@/services/api/endpoints";
import { reasonOf } from "@/services/api/problem";

/** Takes all jobs that have ended off the list. */
export function useClearJobs() {
  const { t } = useTranslation("queue");
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: clearJobs,
    onSuccess: ({ ids }) => {
      dropJobs(queryClient, ids);
    },
    onError: (error) => {
      notify({ kind: "problem", title: t("notCleared"), message: reasonOf(error) });
    },
  });
  return {
    clear: () => {
      mutate();
    },
    isPending,
  };
}
