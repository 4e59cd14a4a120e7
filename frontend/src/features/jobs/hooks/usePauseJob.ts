import { useTranslation } from "react-i18next";

import { useJobChange } from "@/features/jobs/hooks/useJobChange";
import { pauseJob, resumeJob } from "@/services/api/endpoints";

/** Pauses a job, in the middle of an image if need be, and lets it go on. */
export function usePauseJob() {
  const { t } = useTranslation("jobs");
  const pausing = useJobChange(pauseJob, t("notPaused"));
  const resuming = useJobChange(resumeJob, t("notResumed"));
  return { pause: pausing.mutate, resume: resuming.mutate, isPending: pausing.isPending || resuming.isPending };
}
