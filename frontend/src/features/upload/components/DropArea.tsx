import { Text } from "@mantine/core";
import type { IconProps } from "@tabler/icons-react";
import type { ComponentType } from "react";

import classes from "@/features/upload/components/DropArea.module.css";
import { useFileDrop } from "@/features/upload/hooks/useFileDrop";
import { useFilePaste } from "@/features/upload/hooks/useFilePaste";

interface DropAreaProps {
  readonly icon: ComponentType<IconProps>;
  readonly title: string;
  /** What is done with the files. */
  readonly hint: string;
  readonly onFiles: (files: File[]) => void;
}

/** Makes the whole page take dropped and pasted files, and says so while files are dragged over it. */
export function DropArea({ icon: Icon, title, hint, onFiles }: DropAreaProps) {
  const dragging = useFileDrop(onFiles);
  useFilePaste(onFiles);

  if (!dragging) {
    return null;
  }
  return (
    <div className={classes.overlay}>
      <div className={classes.invitation}>
        <Icon size={48} stroke={1.4} aria-hidden />
        <Text size="lg" fw={600}>
          {title}
        </Text>
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      </div>
    </div>
  );
}
