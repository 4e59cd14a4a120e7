import { Alert, Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";

import { ReasonText } from "@/common/components/ReasonText";
import { strings as jobStrings } from "@/features/jobs/strings";
import { strings } from "@/features/weights/strings";
import type { JobRecord } from "@/services/api/types";

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
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={strings.fetchFailed}
    >
      <ReasonText text={job.error?.detail ?? jobStrings.noReason} />
      <Button
        size="compact-sm"
        color="red.9"
        mt="xs"
        loading={isStarting}
        aria-label={strings.retryOf(name)}
        onClick={onRetry}
      >
        {strings.retry}
      </Button>
    </Alert>
  );
}
