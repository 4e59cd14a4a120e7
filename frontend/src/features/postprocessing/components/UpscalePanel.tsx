import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { AutomaticPanel } from "@/features/postprocessing/components/AutomaticPanel";
import { UpscaleControls } from "@/features/upscaling/components/UpscaleControls";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { changeSettings, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";

/** The parameter column's section on upscaling. */
export function UpscalePanel() {
  const { t } = useTranslation("upscaling");
  const settings = useStore(upscalingSettingsStore);
  const { enabled } = useUpscalingModels();
  return (
    <AutomaticPanel
      value="upscaling"
      title={t("panelTitle")}
      switches={settings}
      onSwitch={changeSettings}
      disabledReason={enabled === false ? t("disabled") : null}
    >
      <UpscaleControls />
    </AutomaticPanel>
  );
}
