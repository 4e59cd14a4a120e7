import { Alert, Button } from "@mantine/core";

import { strings } from "@/common/strings";
import { sentenceOf } from "@/services/api/problem";

interface LoadFailureProps {
  readonly title: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** Says why something could not be loaded, with a way to try again. */
export function LoadFailure({ title, error, onRetry }: LoadFailureProps) {
  return (
    <Alert color="red" role="alert" title={title}>
      {sentenceOf(error)}
      <Button mt="xs" size="compact-sm" color="red.9" display="block" onClick={onRetry}>
        {strings.retry}
      </Button>
    </Alert>
  );
}
