import { StrengthControl } from "@/common/components/StrengthControl";
import { useStorePart } from "@/common/store";
import { changeGeneration, generationSettingsStore } from "@/features/generation/generationSettings";
import { parameterOf } from "@/services/api/parameters";

interface RecommendedNumberProps {
  readonly name: "steps" | "guidance";
  /** The value that the generator recommends. */
  readonly recommended: number;
}

/** A number that follows the generator's recommendation until another value is chosen. */
export function RecommendedNumber({ name, recommended }: RecommendedNumberProps) {
  const value = useStorePart(generationSettingsStore, (settings) => settings[name]);
  return (
    <StrengthControl
      parameter={{ ...parameterOf("Generation", name), default: recommended }}
      value={value ?? recommended}
      onChange={(next) => {
        changeGeneration({ [name]: next === recommended ? null : next });
      }}
    />
  );
}
