import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { JobProgressBar } from "@/features/jobs/components/JobProgressBar";
import { QueuePausedNote } from "@/features/jobs/components/QueuePausedNote";
import { useCancelJob } from "@/features/jobs/hooks/useCancelJob";
import { usePauseJob } from "@/features/jobs/hooks/usePauseJob";
import { useWatchedJob } from "@/features/jobs/hooks/useWatchedJob";
import { progressText } from "@/features/jobs/progressText";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import type { JobRecord } from "@/services/api/types";

/** Progress of the open job on the shown image, with its remaining time and ways to hold it and to stop it. */
export function RunningJob({ job }: { job: JobRecord }) {
  const { t } = useTranslation("jobs");
  const { cancel, isPending: isCancelling } = useCancelJob();
  const { pause, resume, isPending: isPausing } = usePauseJob();
  const paused = job.state === "paused";
  useWatchedJob(job.id);
  useKeyAction("cancel", () => {
    cancel(job.id);
  });

  return (
    <Paper withBorder px="md" py="xs" radius="md">
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Text size="sm" lh={1.3} flex="1 1 10rem" style={{ fontVariantNumeric: "tabular-nums" }}>
            {progressText(job)}
          </Text>
          <Group gap="xs" wrap="nowrap">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={
                paused ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />
              }
              disabled={isPausing || isCancelling}
              onClick={() => {
                (paused ? resume : pause)(job.id);
              }}
            >
              {paused ? t("resume") : t("pause")}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconX size={14} aria-hidden />}
              disabled={isCancelling}
              onClick={() => {
                cancel(job.id);
              }}
            >
              {isCancelling ? t("cancelling") : t("cancel")}
            </Button>
          </Group>
        </Group>
        {job.state === "queued" && <QueuePausedNote />}
        <JobProgressBar job={job} />
      </Stack>
    </Paper>
  );
}
