import { Button, Group } from "@mantine/core";
import { IconCloudDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { RemoveGenerator } from "@/features/generators/components/RemoveGenerator";
import { useFetchGenerator } from "@/features/generators/hooks/useFetchGenerator";
import { DownloadProgress } from "@/features/weights/components/DownloadProgress";
import { FetchFailure } from "@/features/weights/components/FetchFailure";
import type { GeneratorRecord } from "@/services/api/types";

/** What can be done with a generator now. */
export function GeneratorActions({ generator }: { generator: GeneratorRecord }) {
  const { t } = useTranslation("generators");
  const { job, failed, isStarting, start, cancel, resume } = useFetchGenerator(generator.name);
  const fetchedBytes = generator.state === "ready" ? generator.bytes : null;
  const canFetch = generator.state === "missing";
  const canRemove = generator.removable || fetchedBytes !== null;

  if (job) {
    return (
      <DownloadProgress
        progress={Math.max(job.progress, generator.progress)}
        remainingSeconds={job.remaining_seconds}
        onCancel={cancel}
        onResume={resume}
      />
    );
  }
  if (!canFetch && !canRemove) {
    return null;
  }
  return (
    <Group gap="xs">
      {canFetch && failed && (
        <FetchFailure job={failed} name={generator.title} isStarting={isStarting} onRetry={start} />
      )}
      {canFetch && !failed && (
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconCloudDownload size={16} aria-hidden />}
          aria-label={t("fetchOf", { title: generator.title })}
          loading={isStarting}
          onClick={start}
        >
          {t("fetch")}
        </Button>
      )}
      {canRemove && <RemoveGenerator generator={generator} fetchedBytes={fetchedBytes} />}
    </Group>
  );
}
