import { useQuery } from "@tanstack/react-query";

import { openJobs } from "@/features/jobs/jobQueries";
import { jobsQuery } from "@/services/api/queries";
import type { JobRecord } from "@/services/api/types";

/** Jobs that have not ended: those that run, and after them those that wait or are paused, in the queue's order. */
export function useOpenJobs(): JobRecord[] {
  return useQuery({ ...jobsQuery, select: openJobs }).data ?? [];
}
