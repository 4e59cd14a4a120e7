import { Alert, Button, Modal, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconAlertTriangle, IconArrowsMaximize } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRef, type ReactNode, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { ReasonText } from "@/common/components/ReasonText";
import { useStore } from "@/common/store";
import { useModelsTab } from "@/features/models/modelsPage";
import { tuningOpenedStore } from "@/features/tuning/tuningOpenedStore";
import { UpscaleControls } from "@/features/upscaling/components/UpscaleControls";
import classes from "@/features/upscaling/components/UpscaleDialog.module.css";
import { reasonOf } from "@/services/api/problem";

interface UpscaleDialogProps {
  /** What is to be upscaled, in a few words. */
  readonly subject: string;
  /** What that will come to. */
  readonly summary: ReactNode;
  /** Starts it with the settings of the moment. */
  readonly request: () => Promise<void>;
  /** What opens the comparison of settings; for one image only. */
  readonly compare?: ReactNode;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks how to upscale, says what that comes to, and starts it. */
export function UpscaleDialog({ subject, summary, request, compare, opened, onClose }: UpscaleDialogProps) {
  const { t } = useTranslation("upscaling");
  const narrow = useMediaQuery("(max-width: 30em)", false, { getInitialValueInEffect: false });
  // What lies over the dialog takes Escape for itself.
  const isTuning = useStore(tuningOpenedStore) !== null;
  const isCovered = useModelsTab() !== null || isTuning;
  const startButton = useRef<HTMLButtonElement>(null);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: request,
    onSuccess: onClose,
    onError: () => startButton.current?.focus(),
  });

  const close = () => {
    reset();
    onClose();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    mutate();
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
        <Stack gap="md">
          <Text size="sm" c="dimmed" truncate title={subject}>
            {subject}
          </Text>
          {summary}
          <UpscaleControls />
          <div className={classes.foot}>
            {error && (
              <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
                <ReasonText reason={reasonOf(error)} />
              </Alert>
            )}
            <div className={classes.buttons}>
              {compare}
              <Button
                ref={startButton}
                type="submit"
                data-autofocus
                loading={isPending}
                leftSection={<IconArrowsMaximize size={18} aria-hidden />}
              >
                {t("start")}
              </Button>
            </div>
          </div>
        </Stack>
      </form>
    </Modal>
  );
}
