import { Accordion, Alert, Group, Stack, Switch, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** To which images something is applied by itself. */
interface Switches {
  readonly applyToGenerated: boolean;
  readonly applyToAdded: boolean;
}

interface AutomaticPanelProps {
  readonly value: string;
  readonly title: string;
  readonly switches: Switches;
  readonly onSwitch: (change: Partial<Switches>) => void;
  /** Why this server does not do it; null when it does. */
  readonly disabledReason: string | null;
  /** The controls. */
  readonly children: ReactNode;
}

/** A section of the parameter column on something that can be done to every new image by itself. */
export function AutomaticPanel({ value, title, switches, onSwitch, disabledReason, children }: AutomaticPanelProps) {
  const { t } = useTranslation("postprocessing");
  const disabled = disabledReason !== null;
  return (
    <Accordion.Item value={value}>
      <Group wrap="nowrap" gap="xs" pr="md">
        <Accordion.Control>{title}</Accordion.Control>
        <Tooltip label={disabledReason ?? t("applyToGenerated")} position="left" multiline maw={280} refProp="rootRef">
          <Switch
            aria-label={t("applyToGeneratedLabel", { title })}
            aria-description={disabledReason ?? undefined}
            checked={switches.applyToGenerated && !disabled}
            disabled={disabled}
            onChange={(event) => {
              onSwitch({ applyToGenerated: event.currentTarget.checked });
            }}
          />
        </Tooltip>
      </Group>
      <Accordion.Panel>
        {disabled ? (
          <Alert color="gray">{disabledReason}</Alert>
        ) : (
          <Stack gap="lg">
            <Switch
              label={t("applyToAdded")}
              checked={switches.applyToAdded}
              onChange={(event) => {
                onSwitch({ applyToAdded: event.currentTarget.checked });
              }}
            />
            {children}
          </Stack>
        )}
      </Accordion.Panel>
    </Accordion.Item>
  );
}
