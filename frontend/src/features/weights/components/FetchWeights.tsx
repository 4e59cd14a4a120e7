import { Button, CloseButton, Group, Progress, Text } from "@mantine/core";
import { IconCloudDownload } from "@tabler/icons-react";

import { formatBytes, formatPercent, formatRemaining } from "@/common/format";
import { useFetchWeights } from "@/features/weights/hooks/useFetchWeights";
import { strings } from "@/features/weights/strings";

/** A button that fetches a weights file, and its progress once it was pressed. */
export function FetchWeights({ name }: { name: string }) {
  const { record, job, isStarting, start, cancel } = useFetchWeights(name);

  if (!job) {
    return (
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconCloudDownload size={16} aria-hidden />}
        loading={isStarting}
        onClick={start}
      >
        {record ? strings.fetch(formatBytes(record.bytes)) : strings.fetchUnknownSize}
      </Button>
    );
  }

  const progress = Math.max(job.progress, record?.progress ?? 0);
  const parts = [strings.fetching(formatPercent(progress))];
  if (job.remaining_seconds !== null) {
    parts.push(formatRemaining(job.remaining_seconds));
  }
  return (
    <div>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{parts.join(" · ")}</Text>
        <CloseButton size="sm" aria-label={strings.cancel} onClick={cancel} />
      </Group>
      <Progress value={progress * 100} aria-label={strings.progress} />
    </div>
  );
}
