import { Modal } from "@mantine/core";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";

import { useModelsTab } from "@/features/models/modelsPage";
import { TuningContent } from "@/features/tuning/components/TuningContent";
import classes from "@/features/tuning/components/TuningDialog.module.css";
import { closeTuning } from "@/features/tuning/tuningOpenedStore";
import type { TuningSubject } from "@/features/tuning/tuningSubject";

/** Compares settings over the whole window: first which part of the image and which values, then what they make. */
export function TuningDialog({ subject, opened }: { subject: TuningSubject; opened: boolean }) {
  const { t } = useTranslation("tuning");
  const isCovered = useModelsTab() !== null;
  return (
    <Modal
      // Closed in its first rendering, because a dialog remembers what had the focus when it turns from closed to open.
      opened={useDeferredValue(opened, false)}
      onClose={closeTuning}
      closeOnEscape={!isCovered}
      fullScreen
      title={t("title")}
      closeButtonProps={{ "aria-label": t("close") }}
      classNames={{ content: classes.content, body: classes.body }}
    >
      <TuningContent key={subject.image.id} subject={subject} />
    </Modal>
  );
}
