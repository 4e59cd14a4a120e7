import { Button, CloseButton, Group, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { formatPercent, formatRemaining } from "@/common/format";

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
  const { t } = useTranslation("weights");
  const paused = onResume !== null;
  const percent = formatPercent(progress);
  const parts = [paused ? t("fetchingPaused", { percent }) : t("fetching", { percent })];
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
              {t("resume")}
            </Button>
          )}
          {onCancel && <CloseButton size="sm" aria-label={t("cancel")} onClick={onCancel} />}
        </Group>
      </Group>
      <Progress value={progress * 100} aria-label={t("progress")} />
    </div>
  );
}
