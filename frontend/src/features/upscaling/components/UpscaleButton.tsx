import { useDisclosure } from "@mantine/hooks";
import { IconArrowsMaximize } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { CompareButton } from "@/features/tuning/components/CompareButton";
import { UpscaleDialog } from "@/features/upscaling/components/UpscaleDialog";
import { UpscaleSummary } from "@/features/upscaling/components/UpscaleSummary";
import { UpscaleTuning } from "@/features/upscaling/components/UpscaleTuning";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { requestUpscaling, upscaleOrNotify } from "@/features/upscaling/requestUpscaling";
import type { ImageRecord } from "@/services/api/types";

/** Opens the upscale dialog for the image; its key upscales at once with the settings used last. */
export function UpscaleButton({ image }: { image: ImageRecord }) {
  const { t } = useTranslation("upscaling");
  const queryClient = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const { enabled } = useUpscalingModels();
  useKeyAction("upscale", () => {
    if (enabled) {
      void upscaleOrNotify(queryClient, [image.id]);
    }
  });

  return (
    <>
      <IconButton
        label={t("open")}
        icon={IconArrowsMaximize}
        variant="outline"
        color="brand"
        disabledReason={enabled === null ? t("modelsUnknown") : enabled ? null : t("disabled")}
        onClick={open}
      />
      <UpscaleDialog
        subject={image.name}
        summary={<UpscaleSummary image={image} />}
        request={() => requestUpscaling(queryClient, [image.id])}
        compare={<CompareButton type="upscale" />}
        opened={opened}
        onClose={close}
      />
      <UpscaleTuning image={image} />
    </>
  );
}
