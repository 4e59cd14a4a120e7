import { useDisclosure } from "@mantine/hooks";
import { IconFileZip } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { ArchiveDialog } from "@/features/archives/components/ArchiveDialog";
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
  const [opened, { open, close }] = useDisclosure(false);
  const { images, results } = job;
  const title = jobTitle(job);
  if (results.length < 2) {
    return null;
  }
  return (
    <>
      <IconButton size={size} label={t("downloadAllOf", { title })} icon={IconFileZip} onClick={open} />
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
