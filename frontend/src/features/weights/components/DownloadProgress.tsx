import { Button, CloseButton, Group, Progress, Text } from "@mantine/core";

import { formatPercent, formatRemaining } from "@/common/format";
import { strings } from "@/features/weights/strings";

interface DownloadProgressProps {
  /** From 0 to 1. */
  readonly progress: number;
  readonly remainingSeconds: number | null;
  /** Null where other work needs the file, and is what can be cancelled. */
  readonly onCancel: (() => void) | null;
  /** Lets it go on; null where it is not paused. */
  readonly onResume: (() => void) | null;
}

/** How far a download has come, and a way to stop it, or to let it go on. */
export function DownloadProgress({ progress, remainingSeconds, onCancel, onResume }: DownloadProgressProps) {
  const paused = onResume !== null;
  const parts = [(paused ? strings.fetchingPaused : strings.fetching)(formatPercent(progress))];
  if (remainingSeconds !== null && !paused) {
    parts.push(formatRemaining(remainingSeconds));
  }
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" mih={28}>
        <Text size="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
          {parts.join(" · ")}
        </Text>
        <Group gap="xs" wrap="nowrap">
          {onResume && (
            <Button size="compact-sm" variant="default" onClick={onResume}>
              {strings.resume}
            </Button>
          )}
          {onCancel && <CloseButton size="sm" aria-label={strings.cancel} onClick={onCancel} />}
        </Group>
      </Group>
      <Progress value={progress * 100} aria-label={strings.progress} />
    </div>
  );
}
