import { Button, Group, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconAdjustments, IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { FailedJob } from "@/features/jobs/components/FailedJob";
import { RunningJob } from "@/features/jobs/components/RunningJob";
import { useRetryJob } from "@/features/jobs/hooks/useRetryJob";
import { isOpen } from "@/features/jobs/jobQueries";
import type { JobRecord } from "@/services/api/types";

interface TuningStateProps {
  readonly job: JobRecord;
  /** Whether the server does not keep the pictures any more. */
  readonly isGone: boolean;
  /** Shows the grid of another job. */
  readonly onShow: (jobId: string) => void;
  /** Asks for another part or other values. */
  readonly onChange: () => void;
}

/** How far a tuning grid has come, or what can be done with it, and ways to make another one. */
export function TuningState({ job, isGone, onShow, onChange }: TuningStateProps) {
  const { t } = useTranslation("tuning");
  const { retry, isPending } = useRetryJob();
  const byFinger = useMediaQuery("(pointer: coarse)", false, { getInitialValueInEffect: false });
  if (isOpen(job)) {
    return <RunningJob job={job} />;
  }
  if (job.state === "failed") {
    return (
      <FailedJob
        job={job}
        onDismiss={onChange}
        onRetried={({ id }) => {
          onShow(id);
        }}
      />
    );
  }
  const isWhole = job.state === "done" && !isGone;
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed" role="status" flex="1 1 14rem">
        {isWhole ? t(byFinger ? "gridHelpTouch" : "gridHelp") : isGone ? t("notKept") : t("stopped")}
      </Text>
      {!isWhole && (
        <Button
          size="compact-sm"
          loading={isPending}
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => {
            retry(job.id, {
              onSuccess: ({ id }) => {
                onShow(id);
              },
            });
          }}
        >
          {t("again")}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconAdjustments size={16} aria-hidden />}
        onClick={onChange}
      >
        {t("change")}
      </Button>
    </Group>
  );
}
