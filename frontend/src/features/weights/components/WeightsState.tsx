import { Badge } from "@mantine/core";

import { strings } from "@/features/weights/strings";
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
  return (
    <Badge variant="light" color={COLOURS[state]} size="md" tt="none" fw={600} flex="none" role="status">
      {strings.states[state]}
    </Badge>
  );
}
