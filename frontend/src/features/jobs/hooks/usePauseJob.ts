import { useJobChange } from "@/features/jobs/hooks/useJobChange";
import { strings } from "@/features/jobs/strings";
import { pauseJob, resumeJob } from "@/services/api/endpoints";

/** Pauses a job, in the middle of an image if need be, and lets it go on. */
export function usePauseJob() {
  const pausing = useJobChange(pauseJob, strings.notPaused);
  const resuming = useJobChange(resumeJob, strings.notResumed);
  return { pause: pausing.mutate, resume: resuming.mutate, isPending: pausing.isPending || resuming.isPending };
}
