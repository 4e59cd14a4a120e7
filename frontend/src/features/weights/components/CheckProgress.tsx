import { Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { formatPercent } from "@/common/format";

interface CheckProgressProps {
  /** Name of the weights. */
  readonly name: string;
  /** From 0 to 1. */
  readonly progress: number;
}

/** How far the check of a stored file has come. */
export function CheckProgress({ name, progress }: CheckProgressProps) {
  const { t } = useTranslation("weights");
  return (
    <div>
      <Text size="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
        {t("checking", { percent: formatPercent(progress) })}
      </Text>
      <Progress value={progress * 100} aria-label={t("checkProgress", { name })} />
    </div>
  );
}
