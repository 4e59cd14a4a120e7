import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Fold } from "@/common/components/Fold";
import { useStorePart } from "@/common/store";
import { changeGeneration, generationSettingsStore } from "@/features/generation/generationSettings";
import { parameterOf } from "@/services/api/parameters";

const parameter = parameterOf("Generation", "negative_prompt");

/** What the images are not to show; folded away as long as that is nothing. */
export function NegativePromptControl() {
  const { t } = useTranslation("generation");
  const value = useStorePart(generationSettingsStore, (settings) => settings.negative_prompt);
  return (
    <Fold title={parameter.title} opened={value !== ""}>
      <Textarea
        aria-label={parameter.title}
        placeholder={t("negativePromptPlaceholder")}
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
