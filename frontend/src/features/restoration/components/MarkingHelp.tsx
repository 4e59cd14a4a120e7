import { Button, Group, Text } from "@mantine/core";

import { strings } from "@/features/restoration/strings";

/** Says how a face is marked, with a way that needs no pointer. */
export function MarkingHelp({ onInMiddle }: { onInMiddle: () => void }) {
  return (
    <Group gap="xs">
      <Text size="sm" flex={1} miw="14rem" role="status">
        {strings.marking}
      </Text>
      <Button size="compact-sm" variant="light" onClick={onInMiddle}>
        {strings.markInMiddle}
      </Button>
    </Group>
  );
}
