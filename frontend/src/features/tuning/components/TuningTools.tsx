import { Group } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { ZoomButtons } from "@/features/viewer/components/ZoomButtons";
import type { ViewControls } from "@/features/viewer/hooks/useView";
import { montageUrl } from "@/services/api/endpoints";
import type { JobRecord } from "@/services/api/types";

/** Zooms all pictures of a grid, and saves them as one. */
export function TuningTools({ job, controls }: { job: JobRecord; controls: ViewControls }) {
  const { t } = useTranslation("tuning");
  const isDone = job.state === "done";
  return (
    <Group role="toolbar" aria-label={t("tools")} gap={4} wrap="nowrap">
      <ZoomButtons controls={controls} />
      <IconButton
        label={t("montage")}
        icon={IconDownload}
        disabledReason={isDone ? null : t("montageNotYet")}
        downloadFrom={isDone ? montageUrl(job.id) : undefined}
      />
    </Group>
  );
}
