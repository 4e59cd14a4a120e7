import { Accordion, Alert, Group, Switch, Tooltip } from "@mantine/core";

import { useStorePart } from "@/common/store";
import { UpscaleControls } from "@/features/upscaling/components/UpscaleControls";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { strings } from "@/features/upscaling/strings";
import { setApplyToAdded, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";

/** The parameter column's section on upscaling. */
export function UpscalePanel() {
  const applyToAdded = useStorePart(upscalingSettingsStore, (settings) => settings.applyToAdded);
  const { enabled } = useUpscalingModels();

  return (
    <Accordion.Item value="upscaling">
      <Group wrap="nowrap" gap="xs" pr="md">
        <Accordion.Control>{strings.panelTitle}</Accordion.Control>
        <Tooltip label={strings.applyToAdded} position="left">
          <Switch
            aria-label={strings.applyToAdded}
            checked={applyToAdded}
            disabled={enabled === false}
            onChange={(event) => {
              setApplyToAdded(event.currentTarget.checked);
            }}
          />
        </Tooltip>
      </Group>
      <Accordion.Panel>
        {enabled === false ? (
          <Alert color="gray">{strings.disabled}</Alert>
        ) : (
          <>
            {applyToAdded && (
              <Alert mb="md" p="xs">
                {strings.applyToAddedOn}
              </Alert>
            )}
            <UpscaleControls />
          </>
        )}
      </Accordion.Panel>
    </Accordion.Item>
  );
}
