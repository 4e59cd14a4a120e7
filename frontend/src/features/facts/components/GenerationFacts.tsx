import { Stack, Text } from "@mantine/core";

import { CopyableFact } from "@/features/facts/components/CopyableFact";
import { FactsTable } from "@/common/components/FactsTable";
import { generationFacts } from "@/features/facts/imageFacts";
import { strings } from "@/features/facts/strings";
import { RecallButtons } from "@/features/generation/components/RecallButtons";
import type { ImageGeneration, ImageRecord } from "@/services/api/types";

interface GenerationFactsProps {
  readonly image: ImageRecord;
  readonly made: ImageGeneration;
}

/** The prompt and the settings that made the image, to be read, copied and used again. */
export function GenerationFacts({ image, made }: GenerationFactsProps) {
  const facts = generationFacts(made);
  return (
    <Stack component="section" gap="sm" aria-label={strings.generationTitle}>
      <div>
        <Text fw={600} size="sm">
          {strings.generationTitle}
        </Text>
        {made.generator === null && (
          <Text size="xs" c="dimmed">
            {strings.fromOtherProgram}
          </Text>
        )}
      </div>
      <CopyableFact name={strings.prompt} value={made.prompt} />
      {made.negative_prompt !== "" && <CopyableFact name={strings.negativePrompt} value={made.negative_prompt} />}
      {made.seed !== null && <CopyableFact name={strings.seed} value={String(made.seed)} />}
      {facts.length > 0 && <FactsTable facts={facts} nameWidth="6.5rem" />}
      <RecallButtons image={image} />
    </Stack>
  );
}
