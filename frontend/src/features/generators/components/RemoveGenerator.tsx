import { Button, Popover, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";

import { formatBytes } from "@/common/format";
import { useRemoveGenerator } from "@/features/generators/hooks/useRemoveGenerator";
import { strings } from "@/features/generators/strings";
import type { GeneratorRecord } from "@/services/api/types";

interface RemoveGeneratorProps {
  readonly generator: GeneratorRecord;
  /** Size of the files that go with it; null when there are none that would have to be fetched again. */
  readonly fetchedBytes: number | null;
}

/** A button that removes a generator, or the files that were fetched for it, which it asks about first. */
export function RemoveGenerator({ generator: { name, title }, fetchedBytes }: RemoveGeneratorProps) {
  const { remove, isPending } = useRemoveGenerator();
  const [asking, setAsking] = useState(false);

  return (
    <Popover
      opened={asking}
      onChange={setAsking}
      width="min(18rem, calc(100vw - 2rem))"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconTrash size={16} aria-hidden />}
          aria-label={strings.removeOf(title)}
          loading={isPending}
          onClick={() => {
            if (fetchedBytes === null) {
              remove(name);
            } else {
              setAsking(!asking);
            }
          }}
        >
          {strings.remove}
        </Button>
      </Popover.Target>
      {fetchedBytes !== null && (
        <Popover.Dropdown aria-label={strings.removeOf(title)}>
          <Text size="sm">{strings.removeFetched(formatBytes(fetchedBytes))}</Text>
          <Button
            size="compact-sm"
            mt="xs"
            color="red.9"
            onClick={() => {
              setAsking(false);
              remove(name);
            }}
          >
            {strings.removeAnyway}
          </Button>
        </Popover.Dropdown>
      )}
    </Popover>
  );
}
