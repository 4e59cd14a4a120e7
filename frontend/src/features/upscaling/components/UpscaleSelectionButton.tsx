import { Text } from "@mantine/core";
import { IconArrowsMaximize } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { ExplainedButton } from "@/common/components/ExplainedButton";
import { useStore } from "@/common/store";
import { selectionObstacle, useSelectionRun } from "@/features/library/hooks/useSelectionRun";
import { closeSelectionDialog, selectionDialogStore } from "@/features/library/selectionDialogStore";
import { UpscaleDialog } from "@/features/upscaling/components/UpscaleDialog";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { requestUpscaling } from "@/features/upscaling/requestUpscaling";

/** Opens the upscale dialog for so many images that are selected. */
export function UpscaleSelectionButton({ count }: { count: number }) {
  const { t } = useTranslation("upscaling");
  const { t: library } = useTranslation("library");
  const queryClient = useQueryClient();
  const opened = useStore(selectionDialogStore) === "upscale";
  const { enabled } = useUpscalingModels();
  const run = useSelectionRun((ids) => requestUpscaling(queryClient, ids));

  return (
    <>
      <ExplainedButton
        text={t("openForSelection")}
        icon={IconArrowsMaximize}
        obstacle={enabled === false ? t("disabled") : selectionObstacle(count)}
        onClick={() => {
          selectionDialogStore.set("upscale");
        }}
      />
      <UpscaleDialog
        subject={library("images", { count })}
        summary={<Text size="sm">{t("forAll")}</Text>}
        request={run}
        opened={opened}
        onClose={closeSelectionDialog}
      />
    </>
  );
}
