import { StrengthControl } from "@/common/components/StrengthControl";
import { useStorePart } from "@/common/store";
import { changeStep, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { parameterOf } from "@/services/api/parameters";

const parameter = parameterOf("RestoreFacesStep", "confidence");

/** How sure the detector must be of a face for it to be restored. */
export function ConfidenceControl() {
  const value = useStorePart(restorationSettingsStore, (settings) => settings.step.confidence);
  return (
    <StrengthControl
      parameter={parameter}
      value={value}
      onChange={(confidence) => {
        changeStep({ confidence });
      }}
    />
  );
}
