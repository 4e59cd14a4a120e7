import { IconMoodSmile } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { ExplainedButton } from "@/common/components/ExplainedButton";
import { useStore } from "@/common/store";
import { selectionObstacle } from "@/features/library/hooks/useSelectionRun";
import { closeSelectionDialog, selectionDialogStore } from "@/features/library/selectionDialogStore";
import { notify } from "@/features/notices/noticeStore";
import { useRestorationAlgorithms } from "@/features/restoration/hooks/useRestorationAlgorithms";

/** The dialog is a file of its own, fetched when it is first opened. */
const loadDialog = () => import("@/features/restoration/components/RestoreSelectionDialog");
const RestoreSelectionDialog = lazy(async () => ({ default: (await loadDialog()).RestoreSelectionDialog }));

/** Opens the face restoration dialog for so many images that are selected. */
export function RestoreSelectionButton({ count }: { count: number }) {
  const { t } = useTranslation("restoration");
  const opened = useStore(selectionDialogStore) === "restore";
  const { enabled } = useRestorationAlgorithms();
  const dialog = useMutation({
    // Loaded before it is opened, so that a failure is told and does not break the page.
    mutationFn: loadDialog,
    onSuccess: () => {
      selectionDialogStore.set("restore");
    },
    onError: () => {
      notify({ kind: "problem", title: t("notOpened"), message: t("notOpenedHelp") });
    },
  });

  return (
    <>
      <ExplainedButton
        text={t("openForSelection")}
        icon={IconMoodSmile}
        obstacle={enabled === false ? t("disabled") : selectionObstacle(count)}
        loading={dialog.isPending}
        onClick={() => {
          dialog.mutate();
        }}
      />
      {dialog.isSuccess && (
        <Suspense>
          <RestoreSelectionDialog count={count} opened={opened} onClose={closeSelectionDialog} />
        </Suspense>
      )}
    </>
  );
}
