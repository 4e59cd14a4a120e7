import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";

import { JobProgressBar } from "@/features/jobs/components/JobProgressBar";
import { useCancelJob } from "@/features/jobs/hooks/useCancelJob";
import { useWatchedJob } from "@/features/jobs/hooks/useWatchedJob";
import { progressText } from "@/features/jobs/progressText";
import { strings } from "@/features/jobs/strings";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import type { JobRecord } from "@/services/api/types";

/** Progress of the work on the shown image, with its remaining time and a way to stop it. */
export function RunningJob({ job }: { job: JobRecord }) {
  const { cancel, isPending } = useCancelJob();
  useWatchedJob(job.id);
  useKeyAction("cancel", () => {
    cancel(job.id);
  });

  return (
    <Paper withBorder px="md" py="xs" radius="md">
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text size="sm" lh={1.3} style={{ fontVariantNumeric: "tabular-nums" }}>
            {progressText(job)}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconX size={14} aria-hidden />}
            disabled={isPending}
            flex="none"
            onClick={() => {
              cancel(job.id);
            }}
          >
            {isPending ? strings.cancelling : strings.cancel}
          </Button>
        </Group>
        <JobProgressBar job={job} />
      </Stack>
    </Paper>
  );
}
