import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";

import { useStore } from "@/common/store";
import { formingJob } from "@/features/jobs/jobQueries";
import { followedJobsStore } from "@/features/library/followedJobsStore";
import { jobsQuery, type JobsById } from "@/services/api/queries";
import type { JobRecord } from "@/services/api/types";

/** The job whose base images the viewer shows while they are made; null when it shows images that are there. */
export function useFormingJob(): JobRecord | null {
  const followed = useStore(followedJobsStore);
  const select = useCallback((jobs: JobsById) => formingJob(jobs, followed), [followed]);
  return useQuery({ ...jobsQuery, select }).data ?? null;
}
