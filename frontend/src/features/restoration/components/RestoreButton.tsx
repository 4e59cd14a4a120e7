import { useDisclosure } from "@mantine/hooks";
import { IconMoodSmile } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { notify } from "@/features/notices/noticeStore";
import { useRestorationAlgorithms } from "@/features/restoration/hooks/useRestorationAlgorithms";
import { restoreOrNotify } from "@/features/restoration/requestRestoration";
import type { ImageRecord } from "@/services/api/types";

/** The dialog is a file of its own, fetched when it is first opened. */
const loadDialog = () => import("@/features/restoration/components/RestoreDialog");
const RestoreDialog = lazy(async () => ({ default: (await loadDialog()).RestoreDialog }));

/** Opens the face restoration dialog for the image; its key restores all faces at once with the settings used last. */
export function RestoreButton({ image }: { image: ImageRecord }) {
  const { t } = useTranslation("restoration");
  const queryClient = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const { enabled } = useRestorationAlgorithms();
  const dialog = useMutation({
    // Loaded before it is opened, so that a failure is told and does not break the page.
    mutationFn: loadDialog,
    onSuccess: open,
    onError: () => {
      notify({ kind: "problem", title: t("notOpened"), message: t("notOpenedHelp") });
    },
  });
  useKeyAction("restore", () => {
    if (enabled) {
      void restoreOrNotify(queryClient, [image.id]);
    }
  });

  return (
    <>
      <IconButton
        label={t("open")}
        icon={IconMoodSmile}
        variant="outline"
        color="brand"
        loading={dialog.isPending}
        disabledReason={enabled === null ? t("unknown") : enabled ? null : t("disabled")}
        onClick={() => {
          dialog.mutate();
        }}
      />
      {dialog.isSuccess && (
        <Suspense>
          <RestoreDialog image={image} opened={opened} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
