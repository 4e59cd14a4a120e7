import { Stack } from "@mantine/core";

import { useStorePart } from "@/common/store";
import { DenoisingControl } from "@/features/upscaling/components/DenoisingControl";
import { ModelControl } from "@/features/upscaling/components/ModelControl";
import { OutputControls } from "@/features/upscaling/components/OutputControls";
import { ScaleControl } from "@/features/upscaling/components/ScaleControl";
import { StrengthControl } from "@/features/upscaling/components/StrengthControl";
import { changeStep, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { parameterOf } from "@/services/api/parameters";

const upscaleStrength = parameterOf("UpscaleStep", "upscale_strength");

/** Everything that can be set about upscaling; the same in the dialog and in the parameter column. */
export function UpscaleControls() {
  const strength = useStorePart(upscalingSettingsStore, (settings) => settings.step.upscale_strength);
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
      <OutputControls />
    </Stack>
  );
}
