import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { JobList } from "@/features/queue/components/JobList";
import { JobRow } from "@/features/queue/components/JobRow";
import type { JobRecord } from "@/services/api/types";

/** How many jobs that have ended are listed at first, and how many more each time. */
const PORTION = 5;

/** The jobs that have ended, the latest first; a few of them until more are asked for. */
export function EndedJobs({ jobs }: { jobs: readonly JobRecord[] }) {
  const { t } = useTranslation("queue");
  const [count, setCount] = useState(PORTION);
  if (jobs.length === 0) {
    return null;
  }
  return (
    <div>
      <JobList title={t("ended")}>
        {jobs.slice(0, count).map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </JobList>
      {jobs.length > count && (
        <Button
          h={40}
          variant="subtle"
          onClick={() => {
            setCount(count + PORTION * 2);
          }}
        >
          {t("showMore", { count: Math.min(PORTION * 2, jobs.length - count) })}
        </Button>
      )}
    </div>
  );
}
