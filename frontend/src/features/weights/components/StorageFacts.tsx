import { Paper, Stack, Text } from "@mantine/core";

import { formatBytes } from "@/common/format";
import { CopyableFact } from "@/features/facts/components/CopyableFact";
import { strings } from "@/features/weights/strings";
import type { WeightsList } from "@/services/api/types";

/** Where the weights files are stored, how much space is left there, and how to bring one by hand. */
export function StorageFacts({ list: { folder, free_bytes } }: { list: WeightsList }) {
  return (
    <Paper p="sm" radius="md" bg="var(--burnish-stage)" style={{ overflowWrap: "anywhere" }}>
      <Stack gap={4}>
        <CopyableFact name={strings.folder} value={folder} />
        <Text size="sm">{strings.storage(formatBytes(free_bytes))}</Text>
        <Text size="xs" c="dimmed">
          {strings.folderHelp}
        </Text>
      </Stack>
    </Paper>
  );
}
