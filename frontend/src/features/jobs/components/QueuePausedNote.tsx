import { Button, Group, Text } from "@mantine/core";

import { usePauseQueue } from "@/features/jobs/hooks/usePauseQueue";
import { useQueue } from "@/features/jobs/hooks/useQueue";
import { strings } from "@/features/jobs/strings";

/** Why a job waits that nothing else keeps waiting, and how to change that; nothing while the queue goes on. */
export function QueuePausedNote() {
  const paused = useQueue()?.paused ?? false;
  const { setPaused, isPending } = usePauseQueue();
  if (!paused) {
    return null;
  }
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {strings.queuePaused}
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        loading={isPending}
        onClick={() => {
          setPaused(false);
        }}
      >
        {strings.resumeQueue}
      </Button>
    </Group>
  );
}
