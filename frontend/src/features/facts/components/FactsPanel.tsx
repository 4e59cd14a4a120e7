import { Stack, Text } from "@mantine/core";

import { FactsTable } from "@/common/components/FactsTable";
import { GenerationFacts } from "@/features/facts/components/GenerationFacts";
import { fileFacts, recipeLines } from "@/features/facts/imageFacts";
import { strings } from "@/features/facts/strings";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import type { ImageRecord } from "@/services/api/types";

interface FactsPanelProps {
  readonly image: ImageRecord;
  readonly onClose: () => void;
}

/** What made the image, what was done to it, and what its file is. */
export function FactsPanel({ image, onClose }: FactsPanelProps) {
  useKeyAction("close", onClose);
  const lines = recipeLines(image);
  return (
    <Stack gap="md" style={{ overflowWrap: "anywhere" }}>
      {image.generation && <GenerationFacts image={image} made={image.generation} />}
      {lines.length > 0 && (
        <section aria-label={strings.recipeTitle}>
          <Text fw={600} size="sm" mb={4}>
            {strings.recipeTitle}
          </Text>
          {lines.map((line, index) => (
            <Text key={index} size="sm">
              {line}
            </Text>
          ))}
        </section>
      )}
      <section aria-label={strings.fileTitle}>
        <Text fw={600} size="sm" mb={4}>
          {strings.fileTitle}
        </Text>
        <FactsTable facts={fileFacts(image)} nameWidth="6.5rem" />
      </section>
    </Stack>
  );
}
