import { VisuallyHidden } from "@mantine/core";
import { useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { JobList } from "@/features/queue/components/JobList";
import { JobRow } from "@/features/queue/components/JobRow";
import { useMoveJob } from "@/features/queue/hooks/useMoveJob";
import type { JobRecord } from "@/services/api/types";

/** The jobs that wait or are paused, in the order in which they will run, which can be changed. */
export function WaitingJobs({ jobs }: { jobs: readonly JobRecord[] }) {
  const { t } = useTranslation("queue");
  const { move, announcement } = useMoveJob(jobs);
  const pressed = useRef<Element | null>(null);
  const order = jobs.map(({ id }) => id).join(" ");

  useLayoutEffect(() => {
    // A row that is put elsewhere in the page loses the focus.
    if (pressed.current instanceof HTMLElement && pressed.current.isConnected) {
      pressed.current.focus();
    }
    pressed.current = null;
  }, [order]);

  return (
    <>
      {jobs.length > 0 && (
        <JobList title={t("waiting")}>
          {jobs.map((job, index) => (
            <JobRow
              key={job.id}
              job={job}
              place={{
                index,
                count: jobs.length,
                move: (to) => {
                  pressed.current = document.activeElement;
                  move(job, to);
                },
              }}
            />
          ))}
        </JobList>
      )}
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
    </>
  );
}
