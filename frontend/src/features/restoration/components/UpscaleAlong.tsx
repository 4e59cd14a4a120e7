import { NativeSelect, Stack, Switch } from "@mantine/core";

import { useStore, useStorePart } from "@/common/store";
import { changeSettings, changeStep, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { strings } from "@/features/restoration/strings";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { parameterOf } from "@/services/api/parameters";
import type { RestoreFacesStep } from "@/services/api/types";

type Order = keyof typeof strings.orders;

const restoreFrom = parameterOf("RestoreFacesStep", "restore_from");
const ORDERS = [...(restoreFrom.choices as readonly RestoreFacesStep["restore_from"][]), "before_upscaling"] as const;

/** Whether the image is upscaled in the same go, and which of the two comes first. */
export function UpscaleAlong() {
  const { step, alsoUpscale, restoreFirst } = useStore(restorationSettingsStore);
  const upscaling = useStorePart(upscalingSettingsStore, (settings) => settings.step);
  const { enabled, chosen: model } = useUpscalingModels();
  const order: Order = restoreFirst ? "before_upscaling" : step.restore_from;

  const setOrder = (next: Order) => {
    changeSettings({ restoreFirst: next === "before_upscaling" });
    if (next !== "before_upscaling") {
      changeStep({ restore_from: next });
    }
  };

  return (
    <Stack gap="sm">
      <Switch
        label={strings.alsoUpscale}
        // Otherwise the description would be part of the name as well.
        aria-label={strings.alsoUpscale}
        description={
          enabled === false
            ? strings.alsoUpscaleOff
            : strings.alsoUpscaleWith(upscaling.scale, model?.title ?? upscaling.model)
        }
        checked={alsoUpscale && enabled !== false}
        disabled={enabled === false}
        onChange={(event) => {
          changeSettings({ alsoUpscale: event.currentTarget.checked });
        }}
      />
      {alsoUpscale && enabled !== false && (
        <NativeSelect
          label={strings.order}
          data={ORDERS.map((value) => ({ value, label: strings.orders[value] }))}
          value={order}
          onChange={(event) => {
            const chosen = ORDERS.find((value) => value === event.currentTarget.value);
            if (chosen) {
              setOrder(chosen);
            }
          }}
        />
      )}
    </Stack>
  );
}
