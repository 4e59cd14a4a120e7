import { Alert, Button, Group } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ReasonText } from "@/common/components/ReasonText";
import { useMissingWeights } from "@/features/jobs/hooks/useMissingWeights";
import { useRetryJob } from "@/features/jobs/hooks/useRetryJob";
import { openModels } from "@/features/models/modelsPage";
import type { JobRecord } from "@/services/api/types";
import { jobTitle } from "@/services/texts/jobTexts";
import { plainReason, problemTitle, reasonOfProblem } from "@/services/texts/problemTexts";

interface FailedJobProps {
  readonly job: JobRecord;
  readonly onDismiss: () => void;
  /** Called with the new job when the work was queued once more. */
  readonly onRetried?: (job: JobRecord) => void;
}

/** Why the work on the shown image failed, with a way to try again. */
export function FailedJob({ job, onDismiss, onRetried }: FailedJobProps) {
  const { t } = useTranslation("jobs");
  const { retry, isPending } = useRetryJob();
  const missing = useMissingWeights(job.error?.detail ?? "");
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={job.error ? problemTitle(job.error) : t("failedTitle", { title: jobTitle(job) })}
    >
      <ReasonText reason={job.error ? reasonOfProblem(job.error) : plainReason(t("noReason"))} titled />
      <Group gap="xs" mt="xs">
        <Button
          size="compact-sm"
          color="red.9"
          loading={isPending}
          onClick={() => {
            retry(job.id, { onSuccess: onRetried });
          }}
        >
          {t("retry")}
        </Button>
        {missing && (
          <Button
            size="compact-sm"
            variant="default"
            aria-haspopup="dialog"
            onClick={() => {
              openModels(missing.group);
            }}
          >
            {t("showModels")}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={onDismiss}>
          {t("dismiss")}
        </Button>
      </Group>
    </Alert>
  );
}
