import { Accordion, Alert, Stack } from "@mantine/core";

import { RestorationControls } from "@/features/restoration/components/RestorationControls";
import { UpscaleAlong } from "@/features/restoration/components/UpscaleAlong";
import { useRestorationAlgorithms } from "@/features/restoration/hooks/useRestorationAlgorithms";
import { strings } from "@/features/restoration/strings";

/** The parameter column's section on face restoration. */
export function RestorePanel() {
  const { enabled } = useRestorationAlgorithms();
  return (
    <Accordion.Item value="restoration">
      <Accordion.Control>{strings.panelTitle}</Accordion.Control>
      <Accordion.Panel>
        {enabled === false ? (
          <Alert color="gray">{strings.disabled}</Alert>
        ) : (
          <Stack gap="lg">
            <RestorationControls />
            <UpscaleAlong />
          </Stack>
        )}
      </Accordion.Panel>
    </Accordion.Item>
  );
}
