import { Stack } from "@mantine/core";

import { StrengthControl } from "@/common/components/StrengthControl";
import { useStorePart } from "@/common/store";
import { AlgorithmControl } from "@/features/restoration/components/AlgorithmControl";
import { MoreControls } from "@/features/restoration/components/MoreControls";
import { changeStep, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { parameterOf } from "@/services/api/parameters";

const strength = parameterOf("RestoreFacesStep", "strength");
const fidelity = parameterOf("RestoreFacesStep", "fidelity");

/** Everything that can be set about restoring faces; the same in the dialog and in the parameter column. */
export function RestorationControls() {
  const step = useStorePart(restorationSettingsStore, (settings) => settings.step);
  return (
    <Stack gap="lg">
      <AlgorithmControl />
      <StrengthControl
        parameter={strength}
        value={step.strength}
        onChange={(value) => {
          changeStep({ strength: value });
        }}
      />
      {step.algorithm === "codeformer" && (
        <StrengthControl
          parameter={fidelity}
          value={step.fidelity}
          onChange={(value) => {
            changeStep({ fidelity: value });
          }}
        />
      )}
      <MoreControls />
    </Stack>
  );
}
