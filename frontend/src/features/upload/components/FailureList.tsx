import { List, ScrollArea, Text } from "@mantine/core";

import { strings } from "@/features/upload/strings";
import type { UploadFailure } from "@/features/upload/uploadQueue";

/** The most failures that are listed; a folder of other files should not fill the page. */
const MOST_LISTED = 100;

/** The files that were not added, each with its reason. */
export function FailureList({ failures }: { failures: readonly UploadFailure[] }) {
  const unlisted = failures.length - MOST_LISTED;
  return (
    <div role="alert">
      <Text size="sm" fw={500}>
        {strings.failed(failures.length)}
      </Text>
      <ScrollArea.Autosize mah="30vh">
        <List size="sm" spacing={6} listStyleType="none" style={{ overflowWrap: "anywhere" }}>
          {failures.slice(0, MOST_LISTED).map(({ name, sentence }, index) => (
            <List.Item key={`${index} ${name}`}>
              <Text span fw={500} size="sm">
                {name}
              </Text>
              {": "}
              {sentence}
            </List.Item>
          ))}
        </List>
        {unlisted > 0 && <Text size="sm">{strings.more(unlisted)}</Text>}
      </ScrollArea.Autosize>
    </div>
  );
}
