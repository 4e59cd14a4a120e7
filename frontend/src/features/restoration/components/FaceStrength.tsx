import { Button, CloseButton, Group, Slider, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useStorePart } from "@/common/store";
import { setOwnStrength } from "@/features/restoration/faceChoiceStore";
import type { ShownFace } from "@/features/restoration/restorationPlan";
import { restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { parameterOf } from "@/services/api/parameters";

const { minimum, maximum, step } = parameterOf("RestoreFacesStep", "strength");

/** The strength of one face: that of all, or its own. */
export function FaceStrength({ imageId, face }: { imageId: string; face: ShownFace }) {
  const { t } = useTranslation("restoration");
  const ofAll = useStorePart(restorationSettingsStore, (settings) => settings.step.strength);
  const { key, number, strength } = face;

  if (strength === null) {
    return (
      <Button
        size="compact-xs"
        variant="subtle"
        ml={-8}
        aria-label={t("setOwnStrengthLabel", { number })}
        onClick={() => {
          setOwnStrength(imageId, key, ofAll);
        }}
      >
        {t("setOwnStrength")}
      </Button>
    );
  }
  return (
    <Group gap={6} wrap="nowrap">
      <Slider
        flex={1}
        size="sm"
        value={strength}
        min={minimum}
        max={maximum}
        step={step}
        label={null}
        thumbLabel={t("strengthOfFace", { number })}
        onChange={(value) => {
          setOwnStrength(imageId, key, value);
        }}
      />
      <Text size="xs" w="2rem" ta="right" style={{ fontVariantNumeric: "tabular-nums" }}>
        {strength.toFixed(2)}
      </Text>
      <CloseButton
        size="xs"
        aria-label={t("unsetOwnStrengthLabel", { number })}
        title={t("strengthAsAll")}
        onClick={() => {
          setOwnStrength(imageId, key, null);
        }}
      />
    </Group>
  );
}
