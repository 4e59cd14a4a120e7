import { Button, Group, Loader, Progress, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { ReasonText } from "@/common/components/ReasonText";
import { formatPercent } from "@/common/format";
import { obstacleOf, retryUpload, type ModelUpload } from "@/features/customModels/modelUploads";

/** How far a file has come, or what became of it. */
export function UploadState({ upload }: { upload: ModelUpload }) {
  const { t } = useTranslation("customModels");
  const queryClient = useQueryClient();
  const { progress, file } = upload;
  switch (progress.state) {
    case "waiting":
      return (
        <Text size="sm" c="dimmed">
          {t("waiting")}
        </Text>
      );
    case "sending":
      return (
        <>
          <Text size="sm">{t("sending", { percent: formatPercent(progress.fraction) })}</Text>
          <Progress value={progress.fraction * 100} aria-label={t("progressOf", { name: file.name })} />
        </>
      );
    case "reading":
      return (
        <Group gap="xs">
          <Loader size="xs" aria-hidden />
          <Text size="sm" role="status">
            {t("reading")}
          </Text>
        </Group>
      );
    case "added": {
      const { title, architecture, network_scale } = progress.model;
      return (
        <Text size="sm" role="status">
          {t("added", { title, facts: t("facts", { architecture, scale: network_scale }) })}
        </Text>
      );
    }
    case "failed":
      return (
        <div role="alert">
          <Text component="div" size="sm" c="red.9">
            <ReasonText reason={progress.reason} />
          </Text>
          {obstacleOf(file) === null && (
            <Button
              size="compact-sm"
              variant="light"
              mt="xs"
              aria-label={t("againOf", { name: file.name })}
              onClick={() => void retryUpload(queryClient, upload)}
            >
              {t("again")}
            </Button>
          )}
        </div>
      );
  }
}
