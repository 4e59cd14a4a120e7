import { useEffect } from "react";

import { watchJob } from "@/services/events/watchedJobs";

/** Asks the server for the job's previews for as long as the component is in the page. */
export function useWatchedJob(jobId: string): void {
  useEffect(() => watchJob(jobId), [jobId]);
}
