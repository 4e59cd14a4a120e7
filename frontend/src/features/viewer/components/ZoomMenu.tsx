import { Menu } from "@mantine/core";
import { IconZoom } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { MenuButton } from "@/common/components/MenuButton";
import type { ViewControls } from "@/features/viewer/hooks/useView";
import { ZOOM_STEP } from "@/features/viewer/zoomStep";

/** The tools that show a picture smaller or larger, in a menu; it stays open, so that one can go on. */
export function ZoomMenu({ controls }: { controls: ViewControls }) {
  const { t } = useTranslation("viewer");
  const size = controls.fits ? "fit" : controls.isActualSize ? "actual" : null;
  return (
    <MenuButton label={t("zoom")} icon={IconZoom}>
      <Menu.Item
        closeMenuOnClick={false}
        onClick={() => {
          controls.zoomBy(ZOOM_STEP);
        }}
      >
        {t("zoomIn")}
      </Menu.Item>
      <Menu.Item
        closeMenuOnClick={false}
        onClick={() => {
          controls.zoomBy(1 / ZOOM_STEP);
        }}
      >
        {t("zoomOut")}
      </Menu.Item>
      <Menu.Divider />
      <Menu.RadioGroup value={size}>
        <Menu.RadioItem value="fit" closeMenuOnClick onChange={controls.fit}>
          {t("fit")}
        </Menu.RadioItem>
        <Menu.RadioItem
          value="actual"
          closeMenuOnClick
          onChange={() => {
            controls.showActualSize();
          }}
        >
          {t("actualSize")}
        </Menu.RadioItem>
      </Menu.RadioGroup>
    </MenuButton>
  );
}
