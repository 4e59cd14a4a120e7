import { Stack } from "@mantine/core";

import { OutputControls } from "@/common/components/OutputControls";
import { StrengthControl } from "@/common/components/StrengthControl";
import { useStorePart } from "@/common/store";
import { DenoisingControl } from "@/features/upscaling/components/DenoisingControl";
import { ModelControl } from "@/features/upscaling/components/ModelControl";
import { ScaleControl } from "@/features/upscaling/components/ScaleControl";
import { changeOutput, changeStep, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { parameterOf } from "@/services/api/parameters";

const upscaleStrength = parameterOf("UpscaleStep", "upscale_strength");

/** Everything that can be set about upscaling; the same in the dialog and in the parameter column. */
export function UpscaleControls() {
  const strength = useStorePart(upscalingSettingsStore, (settings) => settings.step.upscale_strength);
  const output = useStorePart(upscalingSettingsStore, (settings) => settings.output);
  return (
    <Stack gap="lg">
      <ScaleControl />
      <ModelControl />
      <DenoisingControl />
      <StrengthControl
        parameter={upscaleStrength}
        value={strength}
        onChange={(upscale_strength) => {
          changeStep({ upscale_strength });
        }}
      />
      <OutputControls output={output} onChange={changeOutput} />
    </Stack>
  );
}
