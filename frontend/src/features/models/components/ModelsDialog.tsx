import { Modal, Tabs } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";

import { GeneratorsList } from "@/features/generators/components/GeneratorsList";
import classes from "@/features/models/components/ModelsDialog.module.css";
import { FacesPanel } from "@/features/models/components/FacesPanel";
import { UpscalingPanel } from "@/features/models/components/UpscalingPanel";
import { closeModels, MODELS_TABS, openModels, useModelsTab } from "@/features/models/modelsPage";

/** Everything that Burnish works with: what is there, what can be fetched, and what a person added. */
export function ModelsDialog() {
  const { t } = useTranslation("models");
  const tab = useModelsTab();
  // Closed in its first rendering, because a dialog remembers what had the focus when it turns from closed to open.
  const opened = useDeferredValue(tab !== null, false);
  const shown = useLatest(tab) ?? MODELS_TABS[0];
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });

  return (
    <Modal
      opened={opened}
      onClose={closeModels}
      size="56rem"
      fullScreen={narrow}
      title={t("title")}
      closeButtonProps={{ "aria-label": t("close") }}
      classNames={{ header: classes.header, body: classes.body }}
    >
      <Tabs
        value={shown}
        keepMounted={false}
        onChange={(value) => {
          const chosen = MODELS_TABS.find((candidate) => candidate === value);
          if (chosen) {
            openModels(chosen);
          }
        }}
      >
        <Tabs.List className={classes.tabs}>
          {MODELS_TABS.map((name) => (
            <Tabs.Tab key={name} value={name} className={classes.tab} data-autofocus={name === shown || undefined}>
              {t(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="upscaling" className={classes.panel}>
          <UpscalingPanel />
        </Tabs.Panel>
        <Tabs.Panel value="faces" className={classes.panel}>
          <FacesPanel />
        </Tabs.Panel>
        <Tabs.Panel value="generators" className={classes.panel}>
          <GeneratorsList />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}

/** The value, or the last one that there was: what is being closed keeps its content until it is gone. */
function useLatest<T>(value: T | null): T | null {
  const [latest, setLatest] = useState(value);
  if (value !== null && value !== latest) {
    setLatest(value);
  }
  return latest;
}
