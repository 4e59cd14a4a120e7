import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRecall, type RecallKind } from "@/features/generation/hooks/useRecall";
import type { ImageRecord } from "@/services/api/types";

const KINDS: readonly RecallKind[] = ["all", "prompt", "seed"];

/** Takes over what made the image into the settings; nothing for an image of which that is not known. */
export function RecallButtons({ image: { generation } }: { image: ImageRecord }) {
  const { t } = useTranslation("generation");
  const recall = useRecall();
  if (generation === null) {
    return null;
  }
  return (
    <Group gap="xs">
      {KINDS.map((kind) => (
        <Button key={kind} size="compact-sm" variant="light" onClick={() => void recall(kind, generation)}>
          {t(`recall.${kind}.label`)}
        </Button>
      ))}
    </Group>
  );
}
