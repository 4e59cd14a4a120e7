import { ChoiceControl } from "@/common/components/ChoiceControl";
import { useStorePart } from "@/common/store";
import { strings } from "@/features/upscaling/strings";
import { changeStep, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { parameterOf } from "@/services/api/parameters";
import type { UpscaleStep } from "@/services/api/types";

const parameter = parameterOf("UpscaleStep", "scale");
const choices = parameter.choices as readonly UpscaleStep["scale"][];

/** Choice of how many times larger the result is. */
export function ScaleControl() {
  const value = useStorePart(upscalingSettingsStore, (settings) => settings.step.scale);
  return (
    <ChoiceControl
      title={parameter.title}
      description={parameter.description}
      choices={choices}
      labels={strings.scales}
      value={value}
      onChange={(scale) => {
        changeStep({ scale });
      }}
    />
  );
}
