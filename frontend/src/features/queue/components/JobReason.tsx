import { Box, Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ReasonText } from "@/common/components/ReasonText";
import { useMissingWeights } from "@/features/jobs/hooks/useMissingWeights";
import { openModels } from "@/features/models/modelsPage";
import type { JobRecord } from "@/services/api/types";
import { reasonOfProblem } from "@/services/texts/problemTexts";

/** Why a job, or some of its images, failed, and what can be done about it; nothing when all is well. */
export function JobReason({ job }: { job: JobRecord }) {
  const { t } = useTranslation("queue");
  const { error } = job;
  const missing = useMissingWeights(error?.detail ?? "");
  if (error === null) {
    return null;
  }
  return (
    <Box pt={4}>
      {job.state !== "failed" && (
        <Text size="sm" fw={500}>
          {t("someFailed")}
        </Text>
      )}
      <ReasonText reason={reasonOfProblem(error)} />
      {missing && (
        <Button
          mt={4}
          h={40}
          variant="default"
          aria-haspopup="dialog"
          onClick={() => {
            openModels(missing.group);
          }}
        >
          {t("models")}
        </Button>
      )}
    </Box>
  );
}
