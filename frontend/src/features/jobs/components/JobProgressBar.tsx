import { Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { progressText } from "@/features/jobs/progressText";
import type { JobRecord } from "@/services/api/types";
import { jobTitle } from "@/services/texts/jobTexts";

/** How far a job has come, as a bar; striped while it runs and there is nothing to measure yet, grey while it is paused. */
export function JobProgressBar({ job }: { job: JobRecord }) {
  const { t } = useTranslation("jobs");
  const paused = job.state === "paused";
  const measured = job.progress > 0 || job.state !== "running";
  return (
    <Progress.Root size="md">
      <Progress.Section
        value={measured ? job.progress * 100 : 100}
        striped={!measured}
        animated={!measured}
        color={paused ? "gray" : undefined}
        withAria={false}
        role="progressbar"
        aria-label={t("progressOf", { title: jobTitle(job) })}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={measured ? Math.floor(job.progress * 100) : undefined}
        aria-valuetext={progressText(job)}
      />
    </Progress.Root>
  );
}
