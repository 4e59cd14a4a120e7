import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useStorePart } from "@/common/store";
import { JobProgressBar } from "@/features/jobs/components/JobProgressBar";
import { progressText } from "@/features/jobs/progressText";
import { JobActions, type JobPlace } from "@/features/queue/components/JobActions";
import { JobItems } from "@/features/queue/components/JobItems";
import { JobReason } from "@/features/queue/components/JobReason";
import classes from "@/features/queue/components/JobRow.module.css";
import { Thumbnail } from "@/features/queue/components/Thumbnail";
import { iconOf } from "@/features/queue/jobIcon";
import { itemCount, pictureOf } from "@/features/queue/jobImages";
import { toggleUnfolded, unfoldedJobsStore } from "@/features/queue/unfoldedJobsStore";
import type { JobRecord } from "@/services/api/types";
import { jobTitle } from "@/services/texts/jobTexts";

interface JobRowProps {
  readonly job: JobRecord;
  /** Where it stands among the jobs that wait, if it does. */
  readonly place?: JobPlace;
}

/** One job: what it is, how far it is or why it failed, what can be done about it, and its images. */
export function JobRow({ job, place }: JobRowProps) {
  useTranslation();
  const unfolded = useStorePart(unfoldedJobsStore, (jobs) => jobs.includes(job.id));
  const hasImages = itemCount(job) > 1;
  const title = jobTitle(job);
  const toggle = () => {
    toggleUnfolded(job.id);
  };

  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <Thumbnail imageId={pictureOf(job)} icon={iconOf(job)} size={48} />
        <div className={classes.words}>
          <Text size="sm" fw={500} lineClamp={2} title={title} style={{ overflowWrap: "anywhere" }}>
            {title}
          </Text>
          <Text size="xs" c="dimmed">
            {progressText(job)}
          </Text>
          {(job.state === "running" || (job.state === "paused" && job.progress > 0)) && <JobProgressBar job={job} />}
        </div>
        <JobActions job={job} place={place} unfolded={unfolded} onUnfold={hasImages ? toggle : null} />
      </div>
      <JobReason job={job} />
      {unfolded && hasImages && <JobItems job={job} />}
    </li>
  );
}
