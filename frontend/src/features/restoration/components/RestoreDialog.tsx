import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { useModelsTab } from "@/features/models/modelsPage";
import classes from "@/features/restoration/components/RestoreDialog.module.css";
import { RestoreForm } from "@/features/restoration/components/RestoreForm";
import { RestoreTuning } from "@/features/restoration/components/RestoreTuning";
import { tuningOpenedStore } from "@/features/tuning/tuningOpenedStore";
import type { ImageRecord } from "@/services/api/types";

interface RestoreDialogProps {
  readonly image: ImageRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Shows the faces in the image, asks which of them to restore and how, and starts it. */
export function RestoreDialog({ image, opened, onClose }: RestoreDialogProps) {
  const { t } = useTranslation("restoration");
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const [marking, setMarking] = useState(false);
  // What lies over the dialog takes Escape for itself.
  const isTuning = useStore(tuningOpenedStore) !== null;
  const isCovered = useModelsTab() !== null || isTuning;

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => {
        setMarking(false);
      }}
      closeOnEscape={!marking && !isCovered}
      fullScreen={narrow}
      size="min(90rem, 100%)"
      yOffset="3dvh"
      title={t("dialogTitle")}
      closeButtonProps={{ "aria-label": t("closeDialog") }}
      classNames={{ content: classes.content, body: classes.body }}
    >
      <RestoreForm key={image.id} image={image} marking={marking} onMarking={setMarking} onStarted={onClose} />
      <RestoreTuning image={image} />
    </Modal>
  );
}
