import { Stack, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useStore, useStorePart } from "@/common/store";
import { OrderControl } from "@/features/restoration/components/OrderControl";
import { changeSettings, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { usableStep } from "@/features/upscaling/upscalingPlan";
import { upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { modelTitle } from "@/services/texts/catalogueTexts";

/** Whether the image is upscaled in the same go, and which of the two comes first. */
export function UpscaleAlong() {
  const { t } = useTranslation("restoration");
  const { alsoUpscale } = useStore(restorationSettingsStore);
  const step = useStorePart(upscalingSettingsStore, (settings) => settings.step);
  const { enabled, chosen: model } = useUpscalingModels();
  const upscaling = usableStep(step, model);

  return (
    <Stack gap="sm">
      <Switch
        label={t("alsoUpscale")}
        // Otherwise the description would be part of the name as well.
        aria-label={t("alsoUpscale")}
        description={
          enabled === false
            ? t("alsoUpscaleOff")
            : t("alsoUpscaleWith", { scale: upscaling.scale, model: model ? modelTitle(model) : upscaling.model })
        }
        checked={alsoUpscale && enabled !== false}
        disabled={enabled === false}
        onChange={(event) => {
          changeSettings({ alsoUpscale: event.currentTarget.checked });
        }}
      />
      {alsoUpscale && enabled !== false && <OrderControl />}
    </Stack>
  );
}
