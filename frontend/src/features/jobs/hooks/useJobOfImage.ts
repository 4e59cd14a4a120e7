import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";

import { latestJobOf } from "@/features/jobs/jobQueries";
import { jobsQuery, type JobsById } from "@/services/api/queries";
import type { JobRecord } from "@/services/api/types";

/** The latest job on the image, whatever its state; null when there is none. */
export function useJobOfImage(imageId: string): JobRecord | null {
  const select = useCallback((jobs: JobsById) => latestJobOf(jobs, imageId), [imageId]);
  return useQuery({ ...jobsQuery, select }).data ?? null;
}
