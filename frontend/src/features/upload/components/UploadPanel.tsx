import { Affix, Button, Group, Paper, Progress, Stack, Text } from "@mantine/core";

import { formatRemaining } from "@/common/format";
import { useStore } from "@/common/store";
import { FailureList } from "@/features/upload/components/FailureList";
import { strings } from "@/features/upload/strings";
import { useUploadQueue } from "@/features/upload/uploadContext";

/** Progress of the upload while there is one, and afterwards what was not added, until it is closed. */
export function UploadPanel() {
  const queue = useUploadQueue();
  const state = useStore(queue.state);
  if (!state.active && state.failures.length === 0) {
    return null;
  }

  const parts = [strings.count(state.done, state.total)];
  if (state.remainingSeconds !== null) {
    parts.push(formatRemaining(state.remainingSeconds));
  }
  return (
    <Affix position={{ bottom: 16, right: 16 }} zIndex="var(--mantine-z-index-overlay)">
      <Paper
        component="section"
        aria-label={strings.title}
        withBorder
        shadow="md"
        p="md"
        w="min(24rem, calc(100vw - 2rem))"
      >
        <Stack gap="sm">
          <Group justify="space-between" wrap="nowrap">
            <Text fw={600} size="sm">
              {state.active ? strings.title : strings.finishedTitle(state.added)}
            </Text>
            {state.active && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  queue.cancel();
                }}
              >
                {strings.cancel}
              </Button>
            )}
          </Group>
          {state.active ? (
            <>
              <Progress
                value={state.bytesTotal > 0 ? (state.bytesSent / state.bytesTotal) * 100 : 0}
                aria-label={strings.progress}
              />
              <Text size="sm" c="dimmed">
                {parts.join(" · ")}
              </Text>
            </>
          ) : (
            state.added > 0 && <Text size="sm">{strings.added(state.added)}</Text>
          )}
          {state.failures.length > 0 && <FailureList failures={state.failures} />}
          {!state.active && (
            <Group gap="xs">
              {state.failures.some(({ again }) => again) && (
                <Button size="compact-sm" onClick={() => void queue.retry()}>
                  {strings.retry}
                </Button>
              )}
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  queue.clear();
                }}
              >
                {strings.close}
              </Button>
            </Group>
          )}
        </Stack>
      </Paper>
    </Affix>
  );
}
