import { Alert, Button, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRef, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { FileNameExamples } from "@/features/archives/components/FileNameExamples";
import { useFileNames } from "@/features/archives/hooks/useFileNames";
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
  const field = useRef<HTMLInputElement>(null);
  const pattern = useStore(patternStore);
  const { names, unnamed, error: nameError } = useFileNames(images, pattern);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => saveArchive(images, pattern),
    onSuccess: onClose,
  });
  const problem = nameError ?? error;
  const close = () => {
    reset();
    onClose();
  };
  const change = (changed: string) => {
    reset();
    patternStore.set(changed);
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
            ref={field}
            label={t("pattern")}
            description={t("patternHelp", { fields: PATTERN_FIELDS.map((field) => `{${field}}`).join(" ") })}
            inputWrapperOrder={["label", "input", "description"]}
            maxLength={200}
            data-autofocus
            value={pattern}
            onChange={(event) => {
              change(event.currentTarget.value);
            }}
          />
          {pattern !== USUAL_PATTERN && (
            <Button
              variant="subtle"
              size="compact-sm"
              style={{ alignSelf: "flex-start" }}
              onClick={() => {
                change(USUAL_PATTERN);
                field.current?.focus();
              }}
            >
              {t("reset")}
            </Button>
          )}
          {nameError === null && <FileNameExamples names={names} more={unnamed} />}
          {problem && (
            <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
              {sentenceOf(problem)}
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
