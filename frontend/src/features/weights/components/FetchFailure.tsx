import { Alert, Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ReasonText } from "@/common/components/ReasonText";
import type { JobRecord } from "@/services/api/types";
import { plainReason, reasonOfProblem } from "@/services/texts/problemTexts";

interface FetchFailureProps {
  /** The job that was to fetch the files. */
  readonly job: JobRecord;
  /** What the files are called. */
  readonly name: string;
  readonly isStarting: boolean;
  readonly onRetry: () => void;
}

/** Why files could not be fetched, with a way to try again. */
export function FetchFailure({ job, name, isStarting, onRetry }: FetchFailureProps) {
  const { t } = useTranslation(["weights", "jobs"]);
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t("fetchFailed")}>
      <ReasonText reason={job.error ? reasonOfProblem(job.error) : plainReason(t("jobs:noReason"))} />
      <Button
        size="compact-sm"
        color="red.9"
        mt="xs"
        loading={isStarting}
        aria-label={t("retryOf", { name })}
        onClick={onRetry}
      >
        {t("retry")}
      </Button>
    </Alert>
  );
}
