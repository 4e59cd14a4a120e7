import { CloseButton, Group, Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { UploadState } from "@/features/customModels/components/UploadState";
import { dropUpload, type ModelUpload } from "@/features/customModels/modelUploads";

/** One file on its way to the models, with a way to stop it or to take its message away. */
export function ModelUploadItem({ upload }: { upload: ModelUpload }) {
  const { t } = useTranslation("customModels");
  const { name } = upload.file;
  const isOver = upload.progress.state === "added" || upload.progress.state === "failed";
  return (
    <Paper component="li" withBorder p="sm" radius="md" aria-label={name}>
      <Group justify="space-between" align="start" wrap="nowrap" gap="xs">
        <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
          {name}
        </Text>
        <CloseButton
          size="sm"
          aria-label={isOver ? t("close", { name }) : t("cancelOf", { name })}
          onClick={() => {
            dropUpload(upload);
          }}
        />
      </Group>
      <UploadState upload={upload} />
    </Paper>
  );
}
