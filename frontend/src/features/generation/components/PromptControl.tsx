import { Textarea } from "@mantine/core";

import { useStorePart } from "@/common/store";
import { changeGeneration, generationSettingsStore } from "@/features/generation/generationSettings";
import { strings } from "@/features/generation/strings";
import { parameterOf } from "@/services/api/parameters";

const parameter = parameterOf("Generation", "prompt");

/** What the images are to show. */
export function PromptControl() {
  const value = useStorePart(generationSettingsStore, (settings) => settings.prompt);
  return (
    <Textarea
      label={parameter.title}
      placeholder={strings.promptPlaceholder}
      autosize
      minRows={3}
      maxRows={12}
      maxLength={parameter.maxLength ?? undefined}
      value={value}
      onChange={(event) => {
        changeGeneration({ prompt: event.currentTarget.value });
      }}
    />
  );
}
