import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { useLoadedPart } from "@/common/hooks/useLoadedPart";
import { closeModels, useModelsTab } from "@/features/models/modelsPage";
import { notify } from "@/features/notices/noticeStore";

/** The dialog is a file of its own, fetched when it is first opened. */
const loadDialog = () => import("@/features/models/components/ModelsDialog");
const ModelsDialog = lazy(async () => ({ default: (await loadDialog()).ModelsDialog }));

/** The Models page over the rest, as long as it is open. */
export function ModelsOverlay() {
  const { t } = useTranslation("models");
  const opened = useModelsTab() !== null;
  const isLoaded = useLoadedPart(loadDialog, opened, () => {
    closeModels();
    notify({ kind: "problem", title: t("notOpened"), message: t("notOpenedHelp") });
  });

  return (
    isLoaded && (
      <Suspense>
        <ModelsDialog />
      </Suspense>
    )
  );
}
