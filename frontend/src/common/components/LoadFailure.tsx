import { Alert, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ReasonText } from "@/common/components/ReasonText";
import { reasonOf } from "@/services/api/problem";

interface LoadFailureProps {
  readonly title: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** Says why something could not be loaded, with a way to try again. */
export function LoadFailure({ title, error, onRetry }: LoadFailureProps) {
  const { t } = useTranslation("common");
  return (
    <Alert color="red" role="alert" title={title}>
      <ReasonText reason={reasonOf(error)} />
      <Button mt="xs" size="compact-sm" color="red.9" display="block" onClick={onRetry}>
        {t("retry")}
      </Button>
    </Alert>
  );
}
