import { useJobChange } from "@/features/jobs/hooks/useJobChange";
import { strings } from "@/features/jobs/strings";
import { cancelJob } from "@/services/api/endpoints";

/** Cancels a job, in the middle of an image if need be. */
export function useCancelJob() {
  const { mutate, isPending } = useJobChange(cancelJob, strings.notCancelled);
  return { cancel: mutate, isPending };
}
