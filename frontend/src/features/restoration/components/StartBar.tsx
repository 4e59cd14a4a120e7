import { Alert, Button, Text } from "@mantine/core";
import { IconAlertTriangle, IconMoodSmile } from "@tabler/icons-react";

import { useStore } from "@/common/store";
import classes from "@/features/restoration/components/StartBar.module.css";
import { useRestorationAlgorithms } from "@/features/restoration/hooks/useRestorationAlgorithms";
import { restorationSeconds } from "@/features/restoration/restorationPlan";
import { restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { strings } from "@/features/restoration/strings";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { estimatedSeconds } from "@/features/upscaling/upscalingPlan";
import { sentenceOf } from "@/services/api/problem";
import type { ImageRecord } from "@/services/api/types";

interface StartBarProps {
  readonly image: ImageRecord;
  /** How many faces will be restored; null while that is not known. */
  readonly count: number | null;
  /** Why it cannot be started now; null when it can. */
  readonly obstacle: string | null;
  readonly error: Error | null;
  readonly isPending: boolean;
}

/** What can be expected, how long it takes, and the button that starts it. */
export function StartBar({ image, count, obstacle, error, isPending }: StartBarProps) {
  const { alsoUpscale } = useStore(restorationSettingsStore);
  const { chosen: algorithm } = useRestorationAlgorithms();
  const { chosen: model } = useUpscalingModels();
  const seconds = sum(restorationSeconds(algorithm, count), alsoUpscale ? estimatedSeconds(model, image) : 0);

  return (
    <div className={classes.bar}>
      <Text size="xs" c="dimmed">
        {strings.limits}
      </Text>
      {error && (
        <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
          {sentenceOf(error)}
        </Alert>
      )}
      <Text size="sm" role="status">
        {obstacle ?? (seconds !== null && count !== null && strings.timeEstimate(seconds, count))}
      </Text>
      <Button
        type="submit"
        fullWidth
        data-autofocus
        data-disabled={obstacle !== null || undefined}
        aria-disabled={obstacle !== null || undefined}
        loading={isPending}
        leftSection={<IconMoodSmile size={18} aria-hidden />}
      >
        {strings.start(obstacle === null ? count : null)}
      </Button>
    </div>
  );
}

/** The sum of what is known only together. */
const sum = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
