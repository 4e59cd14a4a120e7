import { RingProgress, Tooltip, UnstyledButton } from "@mantine/core";
import { IconPlayerPause, IconStack2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { useOpenJobs } from "@/features/jobs/hooks/useOpenJobs";
import { useQueue } from "@/features/jobs/hooks/useQueue";
import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import classes from "@/features/queue/components/QueueIndicator.module.css";
import { countsText } from "@/features/queue/queueText";

/** How much there is to do, whichever image is shown; opens the queue. */
export function QueueIndicator() {
  const { t } = useTranslation("queue");
  const { t: tJobs } = useTranslation("jobs");
  const jobs = useOpenJobs();
  const queue = useQueue();
  const opened = useStore(queueOpenedStore);
  const paused = queue?.paused ?? false;
  const counts = jobs.length === 0 ? t("nothing") : t("jobs", { count: jobs.length, counts: countsText(jobs) });
  const label = paused ? t("pausedIndicator", { counts }) : t("indicator", { counts });
  const isWorking = jobs.some(({ state }) => state === "running");

  return (
    <>
      {paused && <span className={classes.paused}>{tJobs("queuePaused")}</span>}
      <Tooltip label={label} openDelay={400}>
        <UnstyledButton
          className={classes.target}
          aria-label={label}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => {
            queueOpenedStore.set(true);
          }}
        >
          {isWorking ? (
            <RingProgress
              size={22}
              thickness={3}
              roundCaps
              aria-hidden
              sections={[{ value: (queue?.progress ?? 0) * 100, color: "brand" }]}
            />
          ) : paused ? (
            <IconPlayerPause size={20} stroke={1.6} aria-hidden />
          ) : (
            <IconStack2 size={20} stroke={1.6} aria-hidden />
          )}
          {jobs.length > 0 && <span aria-hidden>{jobs.length}</span>}
        </UnstyledButton>
      </Tooltip>
    </>
  );
}
