import { ActionIcon, Group, NumberInput, Slider, Stack, Text, Tooltip } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { decimalSign } from "@/common/format";
import type { Parameter } from "@/services/api/parameters";

interface StrengthControlProps {
  readonly parameter: Parameter;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** Shown in place of the parameter's help, the value being fixed. */
  readonly fixedBecause?: ReactNode;
}

/** A number in a range: slider, exact input, reset to the default, and a sentence of help. */
export function StrengthControl({ parameter, value, onChange, fixedBecause }: StrengthControlProps) {
  const { t } = useTranslation("common");
  const id = useId();
  const { title, description, minimum, maximum, step } = parameter;
  const initial = Number(parameter.default);
  const fixed = fixedBecause !== undefined;
  const isFraction = minimum === 0 && maximum === 1;
  const percentOf = (fraction: number) => t("percent", { percent: Math.round(fraction * 100) });

  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text component="label" htmlFor={id} size="sm" fw={600}>
          {title}
        </Text>
        <Group gap={4} wrap="nowrap">
          {!fixed && value !== initial && (
            <Tooltip label={t("reset", { title, value: initial })}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("reset", { title, value: initial })}
                onClick={() => {
                  onChange(initial);
                }}
              >
                <IconArrowBackUp size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
          <NumberInput
            id={id}
            value={value}
            min={minimum}
            max={maximum}
            step={step}
            decimalScale={decimalsOf(step)}
            decimalSeparator={decimalSign()}
            allowedDecimalSeparators={[".", ","]}
            clampBehavior="strict"
            disabled={fixed}
            size="xs"
            w={72}
            aria-describedby={`${id}-help`}
            onChange={(next) => {
              if (typeof next === "number") {
                onChange(next);
              }
            }}
          />
        </Group>
      </Group>
      <Slider
        value={value}
        min={minimum}
        max={maximum}
        step={step}
        disabled={fixed}
        label={null}
        thumbLabel={t("sliderOf", { title })}
        thumbValueText={isFraction ? percentOf : undefined}
        onChange={onChange}
      />
      <Text component="div" id={`${id}-help`} size="xs" c="dimmed">
        {fixedBecause ?? description}
      </Text>
    </Stack>
  );
}

/** Decimals that values of this step need, with one to spare for exact input: 2 for 0.05, 0 for 1. */
function decimalsOf(step: number): number {
  return Number.isInteger(step) ? 0 : 2;
}
