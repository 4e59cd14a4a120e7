import { Group, Input, NumberInput, Stack, Switch } from "@mantine/core";
import { IconDice5 } from "@tabler/icons-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { useStorePart } from "@/common/store";
import { drawSeed } from "@/features/generation/generationPlan";
import { changeGeneration, generationSettingsStore } from "@/features/generation/generationSettings";
import { isAllowed, parameterOf } from "@/services/api/parameters";

const parameter = parameterOf("Generation", "seed");

/** A seed by chance for each batch, or a fixed one. */
export function SeedControl() {
  const { t } = useTranslation("generation");
  const id = useId();
  const seed = useStorePart(generationSettingsStore, (settings) => settings.seed);
  const count = useStorePart(generationSettingsStore, (settings) => settings.count);

  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <Input.Label htmlFor={seed === null ? undefined : id} labelElement={seed === null ? "div" : "label"}>
          {parameter.title}
        </Input.Label>
        <Switch
          label={t("randomSeed")}
          labelPosition="left"
          checked={seed === null}
          onChange={(event) => {
            changeGeneration({ seed: event.currentTarget.checked ? null : drawSeed() });
          }}
        />
      </Group>
      {seed !== null && (
        <Group gap={4} wrap="nowrap" align="start">
          <NumberInput
            id={id}
            flex={1}
            description={count > 1 ? t("seedOfBatchHelp") : t("seedHelp")}
            inputWrapperOrder={["input", "description"]}
            min={parameter.minimum}
            max={parameter.maximum}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="blur"
            value={seed}
            onChange={(next) => {
              if (isAllowed(parameter, next)) {
                changeGeneration({ seed: Number(next) });
              }
            }}
          />
          <IconButton
            label={t("newSeed")}
            icon={IconDice5}
            onClick={() => {
              changeGeneration({ seed: drawSeed() });
            }}
          />
        </Group>
      )}
    </Stack>
  );
}
