import { Button } from "@mantine/core";
import { IconCloudDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { formatBytes } from "@/common/format";
import { DownloadProgress } from "@/features/weights/components/DownloadProgress";
import { useFetchWeights } from "@/features/weights/hooks/useFetchWeights";

/** A button that fetches a weights file, and its progress once it was pressed. */
export function FetchWeights({ name }: { name: string }) {
  const { t } = useTranslation("weights");
  const { record, job, isStarting, start, cancel, resume } = useFetchWeights(name);

  if (!job) {
    return (
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconCloudDownload size={16} aria-hidden />}
        loading={isStarting}
        onClick={start}
      >
        {record ? t("fetch", { size: formatBytes(record.bytes) }) : t("fetchUnknownSize")}
      </Button>
    );
  }

  return (
    <DownloadProgress
      progress={Math.max(job.progress, record?.progress ?? 0)}
      remainingSeconds={job.remaining_seconds}
      onCancel={cancel}
      onResume={resume}
    />
  );
}
