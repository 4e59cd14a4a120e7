import { Progress, Text } from "@mantine/core";

import { formatPercent } from "@/common/format";
import { strings } from "@/features/weights/strings";

interface CheckProgressProps {
  /** Name of the weights. */
  readonly name: string;
  /** From 0 to 1. */
  readonly progress: number;
}

/** How far the check of a stored file has come. */
export function CheckProgress({ name, progress }: CheckProgressProps) {
  return (
    <div>
      <Text size="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
        {strings.checking(formatPercent(progress))}
      </Text>
      <Progress value={progress * 100} aria-label={strings.checkProgress(name)} />
    </div>
  );
}
