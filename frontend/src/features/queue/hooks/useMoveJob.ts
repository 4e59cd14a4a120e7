import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { moveAtOnce } from "@/features/jobs/jobEvents";
import { notify } from "@/features/notices/noticeStore";
import { moveTo, type Move } from "@/features/queue/queueOrder";
import { moveJob } from "@/services/api/endpoints";
import { reasonOf } from "@/services/api/problem";
import type { JobRecord } from "@/services/api/types";
import { jobTitle } from "@/services/texts/jobTexts";

/** Puts jobs that wait, given in their order, into another order at once; says in `announcement` what was done last. */
export function useMoveJob(waiting: readonly JobRecord[]) {
  const { t } = useTranslation("queue");
  const queryClient = useQueryClient();
  const [announcement, setAnnouncement] = useState("");
  const { mutate } = useMutation({
    mutationFn: ({ job, place, rank }: Move & { readonly job: JobRecord }) =>
      moveAtOnce(queryClient, job, rank, (jobId) => moveJob(jobId, place)),
    onError: (error) => {
      setAnnouncement("");
      notify({ kind: "problem", title: t("notMoved"), message: reasonOf(error) });
    },
  });

  return {
    announcement,
    /** Moves the job to a place, counted from 0, if it is not there and there is such a place. */
    move: (job: JobRecord, to: number) => {
      const move = moveTo(waiting, job, to);
      if (move) {
        setAnnouncement(t("moved", { title: jobTitle(job), place: to + 1, places: waiting.length }));
        mutate({ job, ...move });
      }
    },
  };
}
