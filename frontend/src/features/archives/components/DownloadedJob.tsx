import { useEffect } from "react";

import { useStore } from "@/common/store";
import { ArchiveDialog } from "@/features/archives/components/ArchiveDialog";
import { downloadedJobStore } from "@/features/archives/downloadedJobStore";
import type { JobsById } from "@/services/api/queries";
import { jobTitle } from "@/services/texts/jobTexts";

const close = () => {
  downloadedJobStore.set(null);
};

/**
 * Offers what a job has made so far as a zip, once `DownloadResultsButton` was pressed; nothing when the job was cleared.
 *
 * It is no part of the job's row, because that is another one when the job ends, and the dialog is to stay.
 */
export function DownloadedJob({ jobs }: { jobs: JobsById }) {
  const job = jobs[useStore(downloadedJobStore) ?? ""];
  useEffect(() => close, []);

  return (
    job && (
      <ArchiveDialog
        images={job.results}
        subject={jobTitle(job)}
        missing={Math.max(0, job.images.length - job.results.length)}
        opened
        onClose={close}
      />
    )
  );
}
