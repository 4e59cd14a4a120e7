import { Alert, Group, Progress, Stack, Text } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { formatPercent, formatRemaining } from "@/common/format";
import { useQueue } from "@/features/jobs/hooks/useQueue";
import { endedJobs, openJobs } from "@/features/jobs/jobQueries";
import { EngineNote } from "@/features/queue/components/EngineNote";
import { QueueButtons } from "@/features/queue/components/QueueButtons";
import { countsText } from "@/features/queue/queueText";
import type { JobsById } from "@/services/api/queries";

/** The queue as a whole: how far it is, how long it takes, and what can be done with all of it. */
export function QueueSummary({ jobs }: { jobs: JobsById }) {
  const { t } = useTranslation("queue");
  const { t: tJobs } = useTranslation("jobs");
  const queue = useQueue();
  const open = openJobs(jobs);
  const ended = endedJobs(jobs);
  const progress = open.length === 0 ? 0 : (queue?.progress ?? 0);
  const remaining = queue?.remaining_seconds ?? null;
  const parts = [countsText(open)];
  if (open.length > 0) {
    parts.push(formatPercent(progress));
  }
  if (open.length > 0 && remaining !== null) {
    parts.push(formatRemaining(remaining));
  }

  return (
    <Stack gap="xs">
      {open.length > 0 && (
        <>
          <Text size="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
            {parts.join(" · ")}
          </Text>
          <Progress.Root size="md">
            <Progress.Section
              value={progress * 100}
              color={queue?.paused ? "gray" : undefined}
              aria-label={t("progress")}
              aria-valuetext={parts.join(" · ")}
            />
          </Progress.Root>
        </>
      )}
      {queue?.paused && (
        <Alert variant="light" color="gray" p="xs" icon={<IconPlayerPause aria-hidden />} role="status">
          <Text size="sm" fw={500}>
            {tJobs("queuePaused")}
          </Text>
          <Text size="sm">{t("queuePausedHelp")}</Text>
        </Alert>
      )}
      {open.length > 0 && <EngineNote />}
      <Group gap="xs">
        <QueueButtons open={open} ended={ended} paused={queue?.paused ?? false} />
      </Group>
    </Stack>
  );
}
