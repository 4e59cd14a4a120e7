import { Textarea } from "@mantine/core";

import { Fold } from "@/common/components/Fold";
import { useStorePart } from "@/common/store";
import { changeGeneration, generationSettingsStore } from "@/features/generation/generationSettings";
import { strings } from "@/features/generation/strings";
import { parameterOf } from "@/services/api/parameters";

const parameter = parameterOf("Generation", "negative_prompt");

/** What the images are not to show; folded away as long as that is nothing. */
export function NegativePromptControl() {
  const value = useStorePart(generationSettingsStore, (settings) => settings.negative_prompt);
  return (
    <Fold title={parameter.title} opened={value !== ""}>
      <Textarea
        aria-label={parameter.title}
        placeholder={strings.negativePromptPlaceholder}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={parameter.maxLength ?? undefined}
        value={value}
        onChange={(event) => {
          changeGeneration({ negative_prompt: event.currentTarget.value });
        }}
      />
    </Fold>
  );
}
