import { IconFileZip } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { downloadedJobStore } from "@/features/archives/downloadedJobStore";
import type { JobRecord } from "@/services/api/types";
import { jobTitle } from "@/services/texts/jobTexts";

interface DownloadResultsButtonProps {
  readonly job: JobRecord;
  /** Side of the button, in CSS pixels. */
  readonly size: number;
}

/** Has `DownloadedJob` offer what a job has made so far; not there while that is less than two images. */
export function DownloadResultsButton({ job, size }: DownloadResultsButtonProps) {
  const { t } = useTranslation("archives");
  if (job.results.length < 2) {
    return null;
  }
  return (
    <IconButton
      size={size}
      label={t("downloadAllOf", { title: jobTitle(job) })}
      icon={IconFileZip}
      onClick={() => {
        downloadedJobStore.set(job.id);
      }}
    />
  );
}
