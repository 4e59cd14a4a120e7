import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useStorePart } from "@/common/store";
import { changeGeneration, generationSettingsStore } from "@/features/generation/generationSettings";
import { parameterOf } from "@/services/api/parameters";

const parameter = parameterOf("Generation", "prompt");

/** What the images are to show. */
export function PromptControl() {
  const { t } = useTranslation("generation");
  const value = useStorePart(generationSettingsStore, (settings) => settings.prompt);
  return (
    <Textarea
      label={parameter.title}
      placeholder={t("promptPlaceholder")}
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
