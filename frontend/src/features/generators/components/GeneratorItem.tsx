import { Anchor, Badge, Group, Paper, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { GeneratorActions } from "@/features/generators/components/GeneratorActions";
import { stateText } from "@/features/generators/generatorText";
import type { GeneratorRecord } from "@/services/api/types";
import { generatorDescription, licenceSummary } from "@/services/texts/catalogueTexts";

interface GeneratorItemProps {
  readonly generator: GeneratorRecord;
  /** Whether it is used where none is asked for. */
  readonly isDefault: boolean;
}

/** One generator: what it is, where it comes from, what its licence allows, whether it can be used now. */
export function GeneratorItem({ generator, isDefault }: GeneratorItemProps) {
  const { t } = useTranslation("generators");
  const { title, source, licence, licence_url, licence_summary } = generator;
  return (
    <Paper component="li" withBorder p="md" radius="md" aria-label={title} style={{ overflowWrap: "anywhere" }}>
      <Stack gap="xs">
        <Group gap="xs">
          <Text fw={600}>{title}</Text>
          {isDefault && (
            <Badge variant="light" size="sm">
              {t("isDefault")}
            </Badge>
          )}
        </Group>
        <Text size="sm">{generatorDescription(generator)}</Text>
        {source !== null && (
          <Text size="xs" c="dimmed">
            {t("from", { source })}
          </Text>
        )}
        {licence !== null && (
          <Text size="xs" c="dimmed">
            {licence_url === null ? (
              t("licence", { name: licence })
            ) : (
              <Anchor href={licence_url} target="_blank" rel="noreferrer" underline="always" inherit>
                {t("licence", { name: licence })}
              </Anchor>
            )}
            {licence_summary !== null && ` · ${licenceSummary(licence, licence_summary)}`}
          </Text>
        )}
        <Text size="sm" role="status">
          {stateText(generator)}
        </Text>
        <GeneratorActions generator={generator} />
      </Stack>
    </Paper>
  );
}
