import { Paper, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { formatBytes } from "@/common/format";
import { CopyableFact } from "@/features/facts/components/CopyableFact";
import type { WeightsList } from "@/services/api/types";

/** Where the weights files are stored, how much space is left there, and how to bring one by hand. */
export function StorageFacts({ list: { folder, free_bytes } }: { list: WeightsList }) {
  const { t } = useTranslation("weights");
  return (
    <Paper p="sm" radius="md" bg="var(--burnish-stage)" style={{ overflowWrap: "anywhere" }}>
      <Stack gap={4}>
        <CopyableFact name={t("folder")} value={folder} />
        <Text size="sm">{t("storage", { size: formatBytes(free_bytes) })}</Text>
        <Text size="xs" c="dimmed">
          {t("folderHelp")}
        </Text>
      </Stack>
    </Paper>
  );
}
