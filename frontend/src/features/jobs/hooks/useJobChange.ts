import { useMutation, useQueryClient } from "@tanstack/react-query";

import { changeJob } from "@/features/jobs/jobEvents";
import { notify } from "@/features/notices/noticeStore";
import { reasonOf } from "@/services/api/problem";
import type { JobRecord } from "@/services/api/types";

/** One thing that can be done to a job, given by its id; a refusal becomes a notice under the title `refused`. */
export function useJobChange(change: (jobId: string) => Promise<JobRecord>, refused: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (jobId: string) => changeJob(queryClient, jobId, change),
    onError: (error) => {
      notify({ kind: "problem", title: refused, message: reasonOf(error) });
    },
  });
}
