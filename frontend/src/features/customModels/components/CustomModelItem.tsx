import { Group, Paper, Stack, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ConfirmButton } from "@/common/components/ConfirmButton";
import { formatBytes } from "@/common/format";
import { useRemoveModel } from "@/features/customModels/hooks/useRemoveModel";
import type { UpscalingModel } from "@/services/api/types";

/** One model that a person added: what it is, and how to get rid of it. */
export function CustomModelItem({ model }: { model: UpscalingModel }) {
  const { t } = useTranslation("customModels");
  const { name, title, architecture, network_scale, bytes, file_name } = model;
  const { remove, isPending } = useRemoveModel();
  const facts = [t("facts", { architecture, scale: network_scale }), formatBytes(bytes), file_name];

  return (
    <Paper component="li" withBorder p="sm" radius="md" aria-label={title}>
      <Group justify="space-between" gap="sm">
        <Stack gap={2} flex="1 1 16rem" miw={0} style={{ overflowWrap: "anywhere" }}>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            {facts.join(" · ")}
          </Text>
        </Stack>
        <ConfirmButton
          text={t("remove")}
          label={t("removeOf", { title })}
          icon={IconTrash}
          question={t("removeQuestion", { size: formatBytes(bytes) })}
          confirm={t("removeAnyway")}
          loading={isPending}
          onConfirmed={() => {
            remove(name);
          }}
        />
      </Group>
    </Paper>
  );
}
