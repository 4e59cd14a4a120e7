import { Alert, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { CustomModels } from "@/features/customModels/components/CustomModels";
import { WeightsSection } from "@/features/weights/components/WeightsSection";
import { settingsQuery } from "@/services/api/queries";

/** The networks that upscale: those of the catalogue, and those that a person added. */
export function UpscalingPanel() {
  const { t } = useTranslation("models");
  const switchedOff = useQuery(settingsQuery).data?.upscaling_enabled === false;
  return (
    <Stack gap="xl">
      {switchedOff && <Alert color="gray">{t("upscalingOff")}</Alert>}
      <WeightsSection group="upscaling" />
      {!switchedOff && <CustomModels />}
    </Stack>
  );
}
