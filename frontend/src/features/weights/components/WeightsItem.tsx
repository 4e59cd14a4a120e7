import { Anchor, Group, Paper, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { formatBytes } from "@/common/format";
import { WeightsActions } from "@/features/weights/components/WeightsActions";
import { WeightsDetails } from "@/features/weights/components/WeightsDetails";
import { WeightsState } from "@/features/weights/components/WeightsState";
import { sourceText } from "@/features/weights/weightsText";
import type { WeightsRecord } from "@/services/api/types";
import { licenceSummary, weightsPurpose } from "@/services/texts/catalogueTexts";

/** One weights file: what it is for, what its licence allows, whether it is there, and what can be done with it. */
export function WeightsItem({ weights }: { weights: WeightsRecord }) {
  useTranslation();
  const { name, bytes, stored_bytes, licence, licence_url, licence_summary, source, state } = weights;
  return (
    <Paper component="li" withBorder px="md" py="sm" radius="md" aria-label={name} style={{ overflowWrap: "anywhere" }}>
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Text fw={600}>{name}</Text>
          <WeightsState state={state} />
        </Group>
        <Text size="sm">{weightsPurpose(weights)}</Text>
        <Text size="sm" c="dimmed">
          {formatBytes(stored_bytes ?? bytes)}
          {" · "}
          <Anchor
            href={licence_url}
            title={licenceSummary(licence, licence_summary)}
            target="_blank"
            rel="noreferrer"
            underline="always"
            inherit
          >
            {licence}
          </Anchor>
          {source !== null && (
            <>
              {" · "}
              <span title={source}>{sourceText(source)}</span>
            </>
          )}
        </Text>
        <WeightsActions weights={weights} />
        <WeightsDetails weights={weights} />
      </Stack>
    </Paper>
  );
}
