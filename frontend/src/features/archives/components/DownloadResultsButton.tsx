import { IconFileZip } from "@tabler/icons-react";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { useStorePart } from "@/common/store";
import { ArchiveDialog } from "@/features/archives/components/ArchiveDialog";
import { downloadedJobStore } from "@/features/archives/downloadedJobStore";
import type { JobRecord } from "@/services/api/types";
import { jobTitle } from "@/services/texts/jobTexts";

interface DownloadResultsButtonProps {
  readonly job: JobRecord;
  /** Side of the button, in CSS pixels. */
  readonly size: number;
}

/** Offers what a job has made so far as a zip; nothing while that is less than two images. */
export function DownloadResultsButton({ job, size }: DownloadResultsButtonProps) {
  const { t } = useTranslation("archives");
  const { id, images, results } = job;
  const opened = useStorePart(downloadedJobStore, (downloaded) => downloaded === id);
  const title = jobTitle(job);
  const close = useCallback(() => {
    downloadedJobStore.update((downloaded) => (downloaded === id ? null : downloaded));
  }, [id]);
  // A job that is cleared takes its dialog along.
  useEffect(() => close, [close]);
  if (results.length < 2) {
    return null;
  }
  return (
    <>
      <IconButton
        size={size}
        label={t("downloadAllOf", { title })}
        icon={IconFileZip}
        onClick={() => {
          downloadedJobStore.set(id);
        }}
      />
      {opened && (
        <ArchiveDialog
          images={results}
          subject={title}
          missing={Math.max(0, images.length - results.length)}
          opened
          onClose={close}
        />
      )}
    </>
  );
}
