import { NumberInput } from "@mantine/core";
import { useState } from "react";

import { fitted } from "@/features/generation/generationPlan";
import { isAllowed, parameterOf } from "@/services/api/parameters";

interface SideInputProps {
  readonly title: string;
  readonly value: number;
  /** What the value must be a multiple of. */
  readonly multiple: number;
  readonly onChange: (value: number) => void;
}

const parameter = parameterOf("Generation", "width");

/** Width or height in pixels. Anything can be typed; what it comes to is shown once the field is left. */
export function SideInput({ title, value, multiple, onChange }: SideInputProps) {
  const [typed, setTyped] = useState<number | string | null>(null);
  return (
    <NumberInput
      aria-label={title}
      flex={1}
      min={parameter.minimum}
      max={parameter.maximum}
      step={multiple}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="blur"
      value={typed ?? value}
      onChange={(next) => {
        setTyped(next);
        if (isAllowed(parameter, next)) {
          onChange(fitted(Number(next), multiple));
        }
      }}
      onBlur={() => {
        setTyped(null);
      }}
    />
  );
}
