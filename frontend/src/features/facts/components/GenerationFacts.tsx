import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { CopyableFact } from "@/features/facts/components/CopyableFact";
import { FactsTable } from "@/common/components/FactsTable";
import { generationFacts } from "@/features/facts/imageFacts";
import { RecallButtons } from "@/features/generation/components/RecallButtons";
import type { ImageGeneration, ImageRecord } from "@/services/api/types";

interface GenerationFactsProps {
  readonly image: ImageRecord;
  readonly made: ImageGeneration;
}

/** The prompt and the settings that made the image, to be read, copied and used again. */
export function GenerationFacts({ image, made }: GenerationFactsProps) {
  const { t } = useTranslation("facts");
  const facts = generationFacts(made);
  return (
    <Stack component="section" gap="sm" aria-label={t("generationTitle")}>
      <div>
        <Text fw={600} size="sm">
          {t("generationTitle")}
        </Text>
        {made.generator === null && (
          <Text size="xs" c="dimmed">
            {t("fromOtherProgram")}
          </Text>
        )}
      </div>
      <CopyableFact name={t("prompt")} value={made.prompt} />
      {made.negative_prompt !== "" && <CopyableFact name={t("negativePrompt")} value={made.negative_prompt} />}
      {made.seed !== null && <CopyableFact name={t("seed")} value={String(made.seed)} />}
      {facts.length > 0 && <FactsTable facts={facts} nameWidth="6.5rem" />}
      <RecallButtons image={image} />
    </Stack>
  );
}
