import { useStore } from "@/common/store";
import { AutomaticPanel } from "@/features/postprocessing/components/AutomaticPanel";
import { UpscaleControls } from "@/features/upscaling/components/UpscaleControls";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { strings } from "@/features/upscaling/strings";
import { changeSettings, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";

/** The parameter column's section on upscaling. */
export function UpscalePanel() {
  const settings = useStore(upscalingSettingsStore);
  const { enabled } = useUpscalingModels();
  return (
    <AutomaticPanel
      value="upscaling"
      title={strings.panelTitle}
      switches={settings}
      onSwitch={changeSettings}
      disabledReason={enabled === false ? strings.disabled : null}
    >
      <UpscaleControls />
    </AutomaticPanel>
  );
}
