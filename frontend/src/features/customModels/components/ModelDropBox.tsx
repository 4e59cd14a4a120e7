import { Button, FileButton, Text } from "@mantine/core";
import { IconFilePlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "@/features/customModels/components/ModelDropBox.module.css";
import { useAddModels } from "@/features/customModels/hooks/useAddModels";
import { ACCEPTED_MODELS } from "@/features/customModels/modelFiles";

/** Invites to drop model files, which the whole page takes, and opens the browser's file dialog. */
export function ModelDropBox() {
  const { t } = useTranslation("customModels");
  const addModels = useAddModels();
  return (
    <div className={classes.box}>
      <Text size="sm" c="dimmed">
        {t("drop")}
      </Text>
      <FileButton multiple accept={ACCEPTED_MODELS} onChange={addModels}>
        {(props) => (
          <Button {...props} size="compact-md" variant="light" leftSection={<IconFilePlus size={18} aria-hidden />}>
            {t("choose")}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
