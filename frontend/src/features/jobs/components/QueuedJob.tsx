import { CloseButton, Group, Stack, Text } from "@mantine/core";

import { JobProgressBar } from "@/features/jobs/components/JobProgressBar";
import { progressText } from "@/features/jobs/progressText";
import { strings } from "@/features/jobs/strings";
import type { JobRecord } from "@/services/api/types";

interface QueuedJobProps {
  readonly job: JobRecord;
  readonly onCancel: (jobId: string) => void;
}

/** One job of the list of jobs under way. */
export function QueuedJob({ job, onCancel }: QueuedJobProps) {
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={500} truncate>
          {job.title}
        </Text>
        <CloseButton
          size="sm"
          aria-label={strings.cancelOne(job.title)}
          onClick={() => {
            onCancel(job.id);
          }}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {progressText(job)}
      </Text>
      {job.state === "running" && <JobProgressBar job={job} />}
    </Stack>
  );
}
