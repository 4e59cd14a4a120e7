import { Alert, Button, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { FileNameExamples } from "@/features/archives/components/FileNameExamples";
import { PATTERN_FIELDS, patternStore, USUAL_PATTERN } from "@/features/archives/patternStore";
import { saveArchive } from "@/features/archives/saveArchive";
import { sentenceOf } from "@/services/api/problem";

interface ArchiveDialogProps {
  /** Ids of the images. */
  readonly images: readonly string[];
  /** What the zip holds, in a few words. */
  readonly subject: string;
  /** How many images that one may expect are not in it. */
  readonly missing?: number;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks what the files in a zip are to be called, shows what that comes to, and has the browser save it. */
export function ArchiveDialog({ images, subject, missing = 0, opened, onClose }: ArchiveDialogProps) {
  const { t } = useTranslation("archives");
  const pattern = useStore(patternStore);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => saveArchive(images, pattern),
    onSuccess: onClose,
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
    <Modal opened={opened} onClose={close} title={t("title")} closeButtonProps={{ "aria-label": t("close") }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <div>
            <Text size="sm" c="dimmed" truncate title={subject}>
              {subject}
            </Text>
            {missing > 0 && <Text size="sm">{t("missing", { count: missing })}</Text>}
          </div>
          <TextInput
            label={t("pattern")}
            description={t("patternHelp", { fields: PATTERN_FIELDS.map((field) => `{${field}}`).join(" ") })}
            inputWrapperOrder={["label", "input", "description"]}
            maxLength={200}
            data-autofocus
            value={pattern}
            onChange={(event) => {
              patternStore.set(event.currentTarget.value);
            }}
          />
          {pattern !== USUAL_PATTERN && (
            <Button
              variant="subtle"
              size="compact-sm"
              style={{ alignSelf: "flex-start" }}
              onClick={() => {
                patternStore.set(USUAL_PATTERN);
              }}
            >
              {t("reset")}
            </Button>
          )}
          <FileNameExamples images={images} pattern={pattern} />
          {error && (
            <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
              {sentenceOf(error)}
            </Alert>
          )}
          <Button type="submit" fullWidth loading={isPending} leftSection={<IconDownload size={18} aria-hidden />}>
            {t("prepare")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
