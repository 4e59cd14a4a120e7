import { Button, Group } from "@mantine/core";

import { useRecall, type RecallKind } from "@/features/generation/hooks/useRecall";
import { strings } from "@/features/generation/strings";
import type { ImageRecord } from "@/services/api/types";

const KINDS: readonly RecallKind[] = ["all", "prompt", "seed"];

/** Takes over what made the image into the settings; nothing for an image of which that is not known. */
export function RecallButtons({ image: { generation } }: { image: ImageRecord }) {
  const recall = useRecall();
  if (generation === null) {
    return null;
  }
  return (
    <Group gap="xs">
      {KINDS.map((kind) => (
        <Button key={kind} size="compact-sm" variant="light" onClick={() => void recall(kind, generation)}>
          {strings.recall[kind].label}
        </Button>
      ))}
    </Group>
  );
}
