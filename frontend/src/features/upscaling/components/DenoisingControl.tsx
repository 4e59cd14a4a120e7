import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { StrengthControl } from "@/common/components/StrengthControl";
import { useStorePart } from "@/common/store";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { usableDenoising } from "@/features/upscaling/upscalingPlan";
import { changeStep, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { FetchWeights } from "@/features/weights/components/FetchWeights";
import { parameterOf } from "@/services/api/parameters";

const parameter = parameterOf("UpscaleStep", "denoising_strength");

/** Denoising strength, as far as the chosen model lets it be set on this machine. */
export function DenoisingControl() {
  const { t } = useTranslation("upscaling");
  const step = useStorePart(upscalingSettingsStore, (settings) => settings.step);
  const { chosen } = useUpscalingModels();

  if (chosen?.denoising === "unsupported") {
    return (
      <Stack gap={2}>
        <Text size="sm" fw={600}>
          {parameter.title}
        </Text>
        <Text size="xs" c="dimmed">
          {t(`denoisingUnsupported.${chosen.kind}`)}
        </Text>
      </Stack>
    );
  }

  const missing = chosen?.denoising === "weights_missing";
  return (
    <Stack gap="xs" align="stretch">
      <StrengthControl
        parameter={parameter}
        value={usableDenoising(step, chosen)}
        fixedBecause={missing ? t("weightsMissing") : undefined}
        onChange={(denoising_strength) => {
          changeStep({ denoising_strength });
        }}
      />
      {missing && chosen.denoising_weights !== null && (
        <div>
          <FetchWeights name={chosen.denoising_weights} />
        </div>
      )}
    </Stack>
  );
}
