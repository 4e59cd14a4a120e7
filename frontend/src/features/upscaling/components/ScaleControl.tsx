import { useTranslation } from "react-i18next";

import { ChoiceControl } from "@/common/components/ChoiceControl";
import { useStorePart } from "@/common/store";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { usableScale } from "@/features/upscaling/upscalingPlan";
import { changeStep, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { parameterOf } from "@/services/api/parameters";
import type { UpscaleStep } from "@/services/api/types";

const parameter = parameterOf("UpscaleStep", "scale");
const allChoices = parameter.choices as readonly UpscaleStep["scale"][];
const LABELS = { 2: "2x", 4: "4x" } as const satisfies Record<UpscaleStep["scale"], string>;

/** Choice of how many times larger the result is, as far as the chosen model makes it so. */
export function ScaleControl() {
  useTranslation();
  const step = useStorePart(upscalingSettingsStore, (settings) => settings.step);
  const { chosen } = useUpscalingModels();
  return (
    <ChoiceControl
      title={parameter.title}
      description={parameter.description}
      choices={chosen?.scales ?? allChoices}
      labels={LABELS}
      value={usableScale(step, chosen)}
      onChange={(scale) => {
        changeStep({ scale });
      }}
    />
  );
}
