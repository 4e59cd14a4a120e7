import { ChoiceControl } from "@/common/components/ChoiceControl";
import { useStorePart } from "@/common/store";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { strings } from "@/features/upscaling/strings";
import { usableScale } from "@/features/upscaling/upscalingPlan";
import { changeStep, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { parameterOf } from "@/services/api/parameters";
import type { UpscaleStep } from "@/services/api/types";

const parameter = parameterOf("UpscaleStep", "scale");
const allChoices = parameter.choices as readonly UpscaleStep["scale"][];

/** Choice of how many times larger the result is, as far as the chosen model makes it so. */
export function ScaleControl() {
  const step = useStorePart(upscalingSettingsStore, (settings) => settings.step);
  const { chosen } = useUpscalingModels();
  return (
    <ChoiceControl
      title={parameter.title}
      description={parameter.description}
      choices={chosen?.scales ?? allChoices}
      labels={strings.scales}
      value={usableScale(step, chosen)}
      onChange={(scale) => {
        changeStep({ scale });
      }}
    />
  );
}
