import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { AutomaticPanel } from "@/features/postprocessing/components/AutomaticPanel";
import { RestorationControls } from "@/features/restoration/components/RestorationControls";
import { useRestorationAlgorithms } from "@/features/restoration/hooks/useRestorationAlgorithms";
import { changeSettings, restorationSettingsStore } from "@/features/restoration/restorationSettings";

/** The parameter column's section on face restoration. */
export function RestorePanel() {
  const { t } = useTranslation("restoration");
  const settings = useStore(restorationSettingsStore);
  const { enabled } = useRestorationAlgorithms();
  return (
    <AutomaticPanel
      value="restoration"
      title={t("panelTitle")}
      switches={settings}
      onSwitch={changeSettings}
      disabledReason={enabled === false ? t("disabled") : null}
    >
      <RestorationControls />
    </AutomaticPanel>
  );
}
