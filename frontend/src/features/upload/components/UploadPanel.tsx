import { Affix, Button, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { formatRemaining } from "@/common/format";
import { useStore } from "@/common/store";
import { BatchQuestion } from "@/features/batches/components/BatchQuestion";
import { usePlanOf } from "@/features/postprocessing/hooks/usePlanOf";
import { usePostprocessingPlans } from "@/features/postprocessing/hooks/usePostprocessingPlans";
import { FailureList } from "@/features/upload/components/FailureList";
import { useUploadQueue } from "@/features/upload/uploadContext";

/** From this many photos on it is asked what is to be done with them. */
const BATCH = 2;

/** All that can be done with photos. */
const EVERYTHING = { upscale: true, restore: true };

/**
 * Progress of the upload while there is one; afterwards what was not added, and what is to be done with a batch of
 * photos, unless the settings say that already, until it is closed.
 */
export function UploadPanel() {
  const { t } = useTranslation("upload");
  const queue = useUploadQueue();
  const state = useStore(queue.state);
  const plans = usePostprocessingPlans();
  const possible = usePlanOf(EVERYTHING)?.recipe ?? null;
  const added = state.added.length;
  const asks = !state.active && added >= BATCH && possible !== null && plans?.added.recipe === null;
  if (!state.active && state.failures.length === 0 && !asks) {
    return null;
  }

  const parts = [t("count", { done: state.done, all: state.total })];
  if (state.remainingSeconds !== null) {
    parts.push(formatRemaining(state.remainingSeconds));
  }
  const finishedTitle = added === 0 ? t("noneAdded") : t("finishedTitle", { count: added });
  const close = () => {
    queue.clear();
  };
  return (
    <Affix position={{ bottom: "var(--burnish-foot)", right: 16 }} zIndex="var(--mantine-z-index-overlay)">
      <Paper
        component="section"
        aria-label={t("title")}
        withBorder
        shadow="md"
        p="md"
        w="min(24rem, calc(100vw - 2rem))"
      >
        <Stack gap="sm">
          <Group justify="space-between" wrap="nowrap">
            <Text fw={600} size="sm">
              {state.active ? t("title") : finishedTitle}
            </Text>
            {state.active && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  queue.cancel();
                }}
              >
                {t("cancel")}
              </Button>
            )}
          </Group>
          {state.active && (
            <>
              <Progress
                value={state.bytesTotal > 0 ? (state.bytesSent / state.bytesTotal) * 100 : 0}
                aria-label={t("progress")}
              />
              <Text size="sm" c="dimmed">
                {parts.join(" · ")}
              </Text>
            </>
          )}
          {state.failures.length > 0 && <FailureList failures={state.failures} />}
          {!state.active && (
            <Group gap="xs">
              {state.failures.some(({ again }) => again) && (
                <Button size="compact-sm" onClick={() => void queue.retry()}>
                  {t("retry")}
                </Button>
              )}
              {!asks && (
                <Button size="compact-sm" variant="default" onClick={close}>
                  {t("close")}
                </Button>
              )}
            </Group>
          )}
          {asks && <BatchQuestion images={state.added} onDone={close} />}
        </Stack>
      </Paper>
    </Affix>
  );
}
