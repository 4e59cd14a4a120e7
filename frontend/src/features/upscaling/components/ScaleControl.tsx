import { Input, SegmentedControl } from "@mantine/core";

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
    <Input.Wrapper
      label={parameter.title}
      labelElement="div"
      description={parameter.description}
      inputWrapperOrder={["label", "input", "description"]}
    >
      <SegmentedControl
        fullWidth
        mb={5}
        aria-label={parameter.title}
        data={choices.map((scale) => ({ value: String(scale), label: strings.times(scale) }))}
        value={String(value)}
        onChange={(chosen) => {
          const scale = choices.find((choice) => String(choice) === chosen);
          if (scale) {
            changeStep({ scale });
          }
        }}
      />
    </Input.Wrapper>
  );
}
