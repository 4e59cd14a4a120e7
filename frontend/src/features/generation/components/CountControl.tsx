import { NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useStorePart } from "@/common/store";
import { changeGeneration, generationSettingsStore } from "@/features/generation/generationSettings";
import { isAllowed, parameterOf } from "@/services/api/parameters";

const parameter = parameterOf("Generation", "count");

/** How many images to make. */
export function CountControl() {
  useTranslation();
  const value = useStorePart(generationSettingsStore, (settings) => settings.count);
  return (
    <NumberInput
      label={parameter.title}
      min={parameter.minimum}
      max={parameter.maximum}
      allowDecimal={false}
      clampBehavior="blur"
      value={value}
      onChange={(count) => {
        if (isAllowed(parameter, count)) {
          changeGeneration({ count: Number(count) });
        }
      }}
    />
  );
}
