import { Group } from "@mantine/core";
import { IconArrowAutofitContent, IconDownload, IconZoomIn, IconZoomOut } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import type { ViewControls } from "@/features/viewer/hooks/useView";
import { ZOOM_STEP } from "@/features/viewer/zoomStep";
import { montageUrl } from "@/services/api/endpoints";
import type { JobRecord } from "@/services/api/types";

/** Zooms all pictures of a grid, and saves them as one. */
export function TuningTools({ job, controls }: { job: JobRecord; controls: ViewControls }) {
  const { t } = useTranslation("tuning");
  const isDone = job.state === "done";
  return (
    <Group role="toolbar" aria-label={t("tools")} gap={4} wrap="nowrap">
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
      <IconButton
        label={t("montage")}
        icon={IconDownload}
        disabledReason={isDone ? null : t("montageNotYet")}
        downloadFrom={isDone ? montageUrl(job.id) : undefined}
      />
    </Group>
  );
}
