import { EmptyState } from "@mantine/core";
import { IconPhotoPlus } from "@tabler/icons-react";

import { AddPhotosButton } from "@/features/upload/components/AddPhotosButton";
import { strings as uploadStrings } from "@/features/upload/strings";
import { strings } from "@/features/viewer/strings";

/** What a newcomer sees: how to add the first photo. */
export function EmptyLibrary() {
  return (
    <EmptyState
      size="lg"
      maw={520}
      p="md"
      icon={<IconPhotoPlus stroke={1.4} aria-hidden />}
      title={strings.emptyTitle}
      description={strings.emptyText}
    >
      <EmptyState.Actions>
        <AddPhotosButton size="md" label={uploadStrings.choose} />
      </EmptyState.Actions>
    </EmptyState>
  );
}
