import { Button, FileButton, type ButtonProps } from "@mantine/core";
import { IconPhotoPlus } from "@tabler/icons-react";

import classes from "@/features/upload/components/AddPhotosButton.module.css";
import { useAddFiles } from "@/features/upload/hooks/useAddFiles";
import { ACCEPTED_FILES } from "@/features/upload/imageFiles";
import { strings } from "@/features/upload/strings";

interface AddPhotosButtonProps extends Pick<ButtonProps, "size" | "variant"> {
  readonly label?: string;
  /** Whether narrow pages show the icon alone. */
  readonly compact?: boolean;
}

/** Opens the browser's file dialog and adds the chosen photos. */
export function AddPhotosButton({ label = strings.add, compact = false, ...look }: AddPhotosButtonProps) {
  const addFiles = useAddFiles();
  return (
    <FileButton multiple accept={ACCEPTED_FILES} onChange={addFiles}>
      {(props) => (
        <Button
          {...props}
          {...look}
          leftSection={<IconPhotoPlus size={18} aria-hidden />}
          aria-label={label}
          classNames={compact ? { root: classes.compact, section: classes.section, label: classes.label } : {}}
        >
          {label}
        </Button>
      )}
    </FileButton>
  );
}
