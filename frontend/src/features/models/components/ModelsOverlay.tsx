import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";

import { closeModels, useModelsTab } from "@/features/models/modelsPage";
import { strings } from "@/features/models/strings";
import { notify } from "@/features/notices/noticeStore";

/** The dialog is a file of its own, fetched when it is first opened. */
const loadDialog = () => import("@/features/models/components/ModelsDialog");
const ModelsDialog = lazy(async () => ({ default: (await loadDialog()).ModelsDialog }));

/** The Models page over the rest, as long as it is open. */
export function ModelsOverlay() {
  const opened = useModelsTab() !== null;
  const { mutate, isSuccess } = useMutation({
    // Loaded before it is shown, so that a failure is told and does not break the page.
    mutationFn: loadDialog,
    onError: () => {
      closeModels();
      notify({ kind: "problem", title: strings.notOpened, message: strings.notOpenedHelp });
    },
  });

  useEffect(() => {
    if (opened && !isSuccess) {
      mutate();
    }
  }, [opened, isSuccess, mutate]);

  return (
    isSuccess && (
      <Suspense>
        <ModelsDialog />
      </Suspense>
    )
  );
}
