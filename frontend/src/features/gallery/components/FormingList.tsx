import { useTranslation } from "react-i18next";

import { FormingItem } from "@/features/gallery/components/FormingItem";
import classes from "@/features/gallery/components/FormingList.module.css";
import { useOpenJobs } from "@/features/jobs/hooks/useOpenJobs";
import { useFormingJob } from "@/features/jobs/hooks/useFormingJob";
import { isForming } from "@/features/jobs/jobQueries";
import { followedJobsStore } from "@/features/library/followedJobsStore";

interface FormingListProps {
  /** Called when a job was chosen to be followed. */
  readonly onChosen?: () => void;
}

/** The batches that are being generated, whoever asked for them; choosing one makes the viewer follow it. */
export function FormingList({ onChosen }: FormingListProps) {
  const { t } = useTranslation("gallery");
  const jobs = useOpenJobs().filter(isForming);
  const shownId = useFormingJob()?.id;
  if (jobs.length === 0) {
    return null;
  }
  return (
    <ul className={classes.list} aria-label={t("forming")}>
      {jobs.map((job) => (
        <li key={job.id}>
          <FormingItem
            job={job}
            shown={job.id === shownId}
            onChosen={() => {
              followedJobsStore.set([job.id]);
              onChosen?.();
            }}
          />
        </li>
      ))}
    </ul>
  );
}
