import { Box, Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ReasonText } from "@/common/components/ReasonText";
import { useMissingWeights } from "@/features/jobs/hooks/useMissingWeights";
import { openModels } from "@/features/models/modelsPage";
import type { JobRecord } from "@/services/api/types";

/** Why a job, or some of its images, failed, and what can be done about it; nothing when all is well. */
export function JobReason({ job }: { job: JobRecord }) {
  const { t } = useTranslation("queue");
  const reason = job.error?.detail ?? "";
  const missing = useMissingWeights(reason);
  if (reason === "") {
    return null;
  }
  return (
    <Box pt={4}>
      {job.state !== "failed" && (
        <Text size="sm" fw={500}>
          {t("someFailed")}
        </Text>
      )}
      <ReasonText text={reason} />
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
