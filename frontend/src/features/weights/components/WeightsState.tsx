import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { WeightsRecord } from "@/services/api/types";

const COLOURS = {
  missing: "gray",
  downloading: "brand",
  checking: "brand",
  damaged: "red",
  ready: "brand",
} as const satisfies Record<WeightsRecord["state"], string>;

/** Whether a weights file can be used now, in a word. */
export function WeightsState({ state }: { state: WeightsRecord["state"] }) {
  const { t } = useTranslation("weights");
  return (
    <Badge variant="light" color={COLOURS[state]} size="md" tt="none" fw={600} flex="none" role="status">
      {t(`states.${state}`)}
    </Badge>
  );
}
