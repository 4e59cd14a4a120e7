import { Alert, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { WeightsSection } from "@/features/weights/components/WeightsSection";
import { settingsQuery } from "@/services/api/queries";

/** The networks that find, outline and restore faces. */
export function FacesPanel() {
  const { t } = useTranslation("models");
  const switchedOff = useQuery(settingsQuery).data?.restoration_enabled === false;
  return (
    <Stack gap="xl">
      {switchedOff && <Alert color="gray">{t("restorationOff")}</Alert>}
      <WeightsSection group="faces" />
    </Stack>
  );
}
