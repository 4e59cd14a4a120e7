import { Modal, Stack, Text } from "@mantine/core";
import { IconMoodSmile } from "@tabler/icons-react";
import { useMediaQuery } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { StartBar } from "@/common/components/StartBar";
import { useStorePart } from "@/common/store";
import { useSelectionRun } from "@/features/library/hooks/useSelectionRun";
import { useModelsTab } from "@/features/models/modelsPage";
import { RestorationControls } from "@/features/restoration/components/RestorationControls";
import classes from "@/features/restoration/components/RestoreSelectionDialog.module.css";
import { UpscaleAlong } from "@/features/restoration/components/UpscaleAlong";
import { useRestorationAlgorithms } from "@/features/restoration/hooks/useRestorationAlgorithms";
import { requestRestoration } from "@/features/restoration/requestRestoration";
import { restorationSettingsStore } from "@/features/restoration/restorationSettings";

interface RestoreSelectionDialogProps {
  /** How many images are selected. */
  readonly count: number;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks how to restore the faces in all selected images, and starts it. */
export function RestoreSelectionDialog({ count, opened, onClose }: RestoreSelectionDialogProps) {
  const { t } = useTranslation("restoration");
  const { t: library } = useTranslation("library");
  const queryClient = useQueryClient();
  const narrow = useMediaQuery("(max-width: 30em)", false, { getInitialValueInEffect: false });
  // What lies over the dialog takes Escape for itself.
  const isCovered = useModelsTab() !== null;
  const step = useStorePart(restorationSettingsStore, (settings) => settings.step);
  const { chosen: algorithm } = useRestorationAlgorithms();
  const run = useSelectionRun((ids) => requestRestoration(queryClient, ids, step));
  const { mutate, error, isPending, reset } = useMutation({ mutationFn: run, onSuccess: onClose });
  const obstacle = algorithm?.needs_acceptance ? t("licenceNotAccepted", { title: algorithm.title }) : null;
  const images = library("images", { count });

  const close = () => {
    reset();
    onClose();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (obstacle === null) {
      mutate();
    }
  };

  return (
    <Modal
      opened={opened}
      onClose={close}
      closeOnEscape={!isCovered}
      fullScreen={narrow}
      title={t("dialogTitle")}
      closeButtonProps={{ "aria-label": t("closeDialog") }}
    >
      <form onSubmit={submit}>
        <Stack gap="lg">
          <div>
            <Text size="sm" c="dimmed">
              {images}
            </Text>
            <Text size="sm">{t("forAll")}</Text>
          </div>
          <RestorationControls />
          <UpscaleAlong />
        </Stack>
        <div className={classes.foot}>
          <StartBar
            limits={t("limits")}
            icon={<IconMoodSmile size={18} aria-hidden />}
            label={t("startAll", { count })}
            obstacle={obstacle}
            error={error}
            isPending={isPending}
          />
        </div>
      </form>
    </Modal>
  );
}
