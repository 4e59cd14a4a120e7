import { Alert, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { CustomModels } from "@/features/customModels/components/CustomModels";
import { strings } from "@/features/models/strings";
import { WeightsSection } from "@/features/weights/components/WeightsSection";
import { settingsQuery } from "@/services/api/queries";

/** The networks that upscale: those of the catalogue, and those that a person added. */
export function UpscalingPanel() {
  const switchedOff = useQuery(settingsQuery).data?.upscaling_enabled === false;
  return (
    <Stack gap="xl">
      {switchedOff && <Alert color="gray">{strings.upscalingOff}</Alert>}
      <WeightsSection group="upscaling" />
      {!switchedOff && <CustomModels />}
    </Stack>
  );
}
