import { Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { FactsTable } from "@/common/components/FactsTable";
import { GenerationFacts } from "@/features/facts/components/GenerationFacts";
import { fileFacts, recipeLines } from "@/features/facts/imageFacts";
import { CopyRecipeButton } from "@/features/recipes/components/CopyRecipeButton";
import { ApplyRecipeButton } from "@/features/recipes/components/ApplyRecipeButton";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import type { ImageRecord } from "@/services/api/types";

interface FactsPanelProps {
  readonly image: ImageRecord;
  readonly onClose: () => void;
}

/** What made the image, what was done to it, and what its file is. */
export function FactsPanel({ image, onClose }: FactsPanelProps) {
  const { t } = useTranslation("facts");
  useKeyAction("close", onClose);
  const lines = recipeLines(image);
  return (
    <Stack gap="md" style={{ overflowWrap: "anywhere" }}>
      {image.generation && <GenerationFacts image={image} made={image.generation} />}
      {lines.length > 0 && (
        <section aria-label={t("recipeTitle")}>
          <Text fw={600} size="sm" mb={4}>
            {t("recipeTitle")}
          </Text>
          {lines.map((line, index) => (
            <Text key={index} size="sm">
              {line}
            </Text>
          ))}
        </section>
      )}
      <Group gap="xs">
        <CopyRecipeButton image={image} />
        <ApplyRecipeButton image={image} />
      </Group>
      <section aria-label={t("fileTitle")}>
        <Text fw={600} size="sm" mb={4}>
          {t("fileTitle")}
        </Text>
        <FactsTable facts={fileFacts(image)} nameWidth="6.5rem" />
      </section>
    </Stack>
  );
}
