import { Button, Group, Loader, Progress, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import { ReasonText } from "@/common/components/ReasonText";
import { formatPercent } from "@/common/format";
import { obstacleOf, retryUpload, type ModelUpload } from "@/features/customModels/modelUploads";
import { strings } from "@/features/customModels/strings";

/** How far a file has come, or what became of it. */
export function UploadState({ upload }: { upload: ModelUpload }) {
  const queryClient = useQueryClient();
  const { progress, file } = upload;
  switch (progress.state) {
    case "waiting":
      return (
        <Text size="sm" c="dimmed">
          {strings.waiting}
        </Text>
      );
    case "sending":
      return (
        <>
          <Text size="sm">{strings.sending(formatPercent(progress.fraction))}</Text>
          <Progress value={progress.fraction * 100} aria-label={strings.progressOf(file.name)} />
        </>
      );
    case "reading":
      return (
        <Group gap="xs">
          <Loader size="xs" aria-hidden />
          <Text size="sm" role="status">
            {strings.reading}
          </Text>
        </Group>
      );
    case "added": {
      const { title, architecture, network_scale } = progress.model;
      return (
        <Text size="sm" role="status">
          {strings.added(title, strings.facts(architecture, network_scale))}
        </Text>
      );
    }
    case "failed":
      return (
        <div role="alert">
          <Text component="div" size="sm" c="red.9">
            <ReasonText text={progress.sentence} />
          </Text>
          {obstacleOf(file) === null && (
            <Button
              size="compact-sm"
              variant="light"
              mt="xs"
              aria-label={strings.againOf(file.name)}
              onClick={() => void retryUpload(queryClient, upload)}
            >
              {strings.again}
            </Button>
          )}
        </div>
      );
  }
}
