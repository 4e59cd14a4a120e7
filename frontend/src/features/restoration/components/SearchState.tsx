import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ReasonText } from "@/common/components/ReasonText";
import { JobProgressBar } from "@/features/jobs/components/JobProgressBar";
import { useOpenJobs } from "@/features/jobs/hooks/useOpenJobs";
import { QueuePausedNote } from "@/features/jobs/components/QueuePausedNote";
import { useCancelJob } from "@/features/jobs/hooks/useCancelJob";
import { progressText } from "@/features/jobs/progressText";
import type { FaceSearch } from "@/features/restoration/hooks/useFoundFaces";
import { jobTitle } from "@/services/texts/jobTexts";
import { plainReason } from "@/services/texts/problemTexts";

interface SearchStateProps {
  readonly search: FaceSearch;
  readonly onFindAgain: () => void;
}

/** How far the search for faces has come, or why there is no result of it; nothing when there is one. */
export function SearchState({ search, onFindAgain }: SearchStateProps) {
  const { t } = useTranslation("restoration");
  const running = useOpenJobs().find((job) => job.state === "running");
  const { cancel, isPending } = useCancelJob();

  if (search.state === "found") {
    return null;
  }
  if (search.state === "finding") {
    const { job } = search;
    const isNext = job?.state === "queued" && running !== undefined;
    return (
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" gap="xs" mih={30}>
          <Group gap="xs" wrap="nowrap">
            <Loader size={16} aria-hidden />
            <Text size="sm" fw={500} role="status">
              {t("finding")}
            </Text>
          </Group>
          {job && (
            <Button
              size="compact-sm"
              variant="default"
              disabled={isPending}
              onClick={() => {
                cancel(job.id);
              }}
            >
              {t("cancelFinding")}
            </Button>
          )}
        </Group>
        {job && (
          <Text size="xs" c="dimmed">
            {isNext
              ? t("findingAfter", { title: jobTitle(running), progress: progressText(running) })
              : progressText(job)}
          </Text>
        )}
        {job?.state === "queued" && <QueuePausedNote />}
        {job?.state === "running" && <JobProgressBar job={job} />}
      </Stack>
    );
  }
  const failed = search.state === "failed";
  return (
    <Alert
      color={failed ? "red" : "gray"}
      icon={failed ? <IconAlertTriangle aria-hidden /> : undefined}
      title={failed ? t("findingFailed") : t("findingStopped")}
    >
      <ReasonText reason={failed ? search.reason : plainReason(t("findingStoppedHelp"))} />
      <Button size="compact-sm" mt="xs" variant="default" onClick={onFindAgain}>
        {t("findAgain")}
      </Button>
    </Alert>
  );
}
