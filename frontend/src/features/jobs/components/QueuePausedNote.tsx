import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { usePauseQueue } from "@/features/jobs/hooks/usePauseQueue";
import { useQueue } from "@/features/jobs/hooks/useQueue";

/** Why a job waits that nothing else keeps waiting, and how to change that; nothing while the queue goes on. */
export function QueuePausedNote() {
  const { t } = useTranslation("jobs");
  const paused = useQueue()?.paused ?? false;
  const { setPaused, isPending } = usePauseQueue();
  if (!paused) {
    return null;
  }
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {t("queuePaused")}
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        loading={isPending}
        onClick={() => {
          setPaused(false);
        }}
      >
        {t("resumeQueue")}
      </Button>
    </Group>
  );
}
