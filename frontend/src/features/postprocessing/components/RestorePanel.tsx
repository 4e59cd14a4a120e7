import { useStore } from "@/common/store";
import { AutomaticPanel } from "@/features/postprocessing/components/AutomaticPanel";
import { RestorationControls } from "@/features/restoration/components/RestorationControls";
import { useRestorationAlgorithms } from "@/features/restoration/hooks/useRestorationAlgorithms";
import { changeSettings, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { strings } from "@/features/restoration/strings";

/** The parameter column's section on face restoration. */
export function RestorePanel() {
  const settings = useStore(restorationSettingsStore);
  const { enabled } = useRestorationAlgorithms();
  return (
    <AutomaticPanel
      value="restoration"
      title={strings.panelTitle}
      switches={settings}
      onSwitch={changeSettings}
      disabledReason={enabled === false ? strings.disabled : null}
    >
      <RestorationControls />
    </AutomaticPanel>
  );
}
