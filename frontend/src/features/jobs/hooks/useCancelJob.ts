import { useTranslation } from "react-i18next";

import { useJobChange } from "@/features/jobs/hooks/useJobChange";
import { cancelJob } from "@/services/api/endpoints";

/** Cancels a job, in the middle of an image if need be. */
export function useCancelJob() {
  const { t } = useTranslation("jobs");
  const { mutate, isPending } = useJobChange(cancelJob, t("notCancelled"));
  return { cancel: mutate, isPending };
}
