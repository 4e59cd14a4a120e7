import { Text } from "@mantine/core";
import { IconPhotoDown } from "@tabler/icons-react";

import classes from "@/features/upload/components/DropArea.module.css";
import { useAddFiles } from "@/features/upload/hooks/useAddFiles";
import { useFileDrop } from "@/features/upload/hooks/useFileDrop";
import { useFilePaste } from "@/features/upload/hooks/useFilePaste";
import { strings } from "@/features/upload/strings";

/** Makes the whole page take dropped and pasted files, and says so while files are dragged over it. */
export function DropArea() {
  const addFiles = useAddFiles();
  const dragging = useFileDrop(addFiles);
  useFilePaste(addFiles);

  if (!dragging) {
    return null;
  }
  return (
    <div className={classes.overlay}>
      <div className={classes.invitation}>
        <IconPhotoDown size={48} stroke={1.4} aria-hidden />
        <Text size="lg" fw={600}>
          {strings.drop}
        </Text>
        <Text size="sm" c="dimmed">
          {strings.dropHint}
        </Text>
      </div>
    </div>
  );
}
