import { Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconChecks } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { endedJobs, openJobs } from "@/features/jobs/jobQueries";
import { EndedJobs } from "@/features/queue/components/EndedJobs";
import { JobList } from "@/features/queue/components/JobList";
import { JobRow } from "@/features/queue/components/JobRow";
import { WaitingJobs } from "@/features/queue/components/WaitingJobs";
import type { JobsById } from "@/services/api/queries";

/** The jobs: those that run, those that wait in their order with the paused ones among them, and those that ended. */
export function QueueLists({ jobs }: { jobs: JobsById }) {
  const { t } = useTranslation("queue");
  const open = openJobs(jobs);
  const running = open.filter(({ state }) => state === "running");
  const waiting = open.filter(({ state }) => state !== "running");
  const ended = endedJobs(jobs);

  if (open.length + ended.length === 0) {
    return (
      <Stack align="center" gap={4} py="xl">
        <IconChecks size={40} stroke={1.2} aria-hidden />
        <Text fw={500}>{t("empty")}</Text>
        <Text size="sm" c="dimmed" ta="center">
          {t("emptyHelp")}
        </Text>
      </Stack>
    );
  }
  return (
    <>
      {running.length > 0 && (
        <JobList title={t("running")}>
          {running.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </JobList>
      )}
      <WaitingJobs jobs={waiting} />
      <EndedJobs jobs={ended} />
      {open.length === 0 && <VisuallyHidden role="status">{t("empty")}</VisuallyHidden>}
    </>
  );
}
