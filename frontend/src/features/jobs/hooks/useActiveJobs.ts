import { useQuery } from "@tanstack/react-query";

import { activeJobs } from "@/features/jobs/jobQueries";
import { jobsQuery } from "@/services/api/queries";
import type { JobRecord } from "@/services/api/types";

/** Jobs that wait or run, in the order in which they were asked for. */
export function useActiveJobs(): JobRecord[] {
  return useQuery({ ...jobsQuery, select: activeJobs }).data ?? [];
}
