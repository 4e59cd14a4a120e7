import { Button, FileButton, type ButtonProps } from "@mantine/core";
import { IconPhotoPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "@/features/upload/components/AddPhotosButton.module.css";
import { useAddFiles } from "@/features/upload/hooks/useAddFiles";
import { ACCEPTED_FILES } from "@/features/upload/imageFiles";

interface AddPhotosButtonProps extends Pick<ButtonProps, "size" | "variant"> {
  readonly label?: string;
  /** Whether narrow pages show the icon alone. */
  readonly compact?: boolean;
}

/** Opens the browser's file dialog and adds the chosen photos. */
export function AddPhotosButton({ label: given, compact = false, ...look }: AddPhotosButtonProps) {
  const { t } = useTranslation("upload");
  const label = given ?? t("add");
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
