import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { changeSettings, changeStep, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { parameterOf } from "@/services/api/parameters";
import type { RestoreFacesStep } from "@/services/api/types";

const restoreFrom = parameterOf("RestoreFacesStep", "restore_from");
const ORDERS = [...(restoreFrom.choices as readonly RestoreFacesStep["restore_from"][]), "before_upscaling"] as const;

type Order = (typeof ORDERS)[number];

/** Which comes first where faces are restored and the image is upscaled in the same go. */
export function OrderControl() {
  const { t } = useTranslation("restoration");
  const { step, restoreFirst } = useStore(restorationSettingsStore);
  const order: Order = restoreFirst ? "before_upscaling" : step.restore_from;

  const setOrder = (next: Order) => {
    changeSettings({ restoreFirst: next === "before_upscaling" });
    if (next !== "before_upscaling") {
      changeStep({ restore_from: next });
    }
  };

  return (
    <NativeSelect
      label={t("order")}
      data={ORDERS.map((value) => ({ value, label: t(`orders.${value}`) }))}
      value={order}
      onChange={(event) => {
        const chosen = ORDERS.find((value) => value === event.currentTarget.value);
        if (chosen) {
          setOrder(chosen);
        }
      }}
    />
  );
}
