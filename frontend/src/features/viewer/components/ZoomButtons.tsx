import { IconArrowAutofitContent, IconZoomIn, IconZoomOut } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import type { ViewControls } from "@/features/viewer/hooks/useView";
import { ZOOM_STEP } from "@/features/viewer/zoomStep";

/** Show a picture smaller, larger, or whole. */
export function ZoomButtons({ controls }: { controls: ViewControls }) {
  const { t } = useTranslation("viewer");
  return (
    <>
      <IconButton
        label={t("zoomOut")}
        icon={IconZoomOut}
        onClick={() => {
          controls.zoomBy(1 / ZOOM_STEP);
        }}
      />
      <IconButton
        label={t("zoomIn")}
        icon={IconZoomIn}
        onClick={() => {
          controls.zoomBy(ZOOM_STEP);
        }}
      />
      <IconButton label={t("fit")} icon={IconArrowAutofitContent} pressed={controls.fits} onClick={controls.fit} />
    </>
  );
}
