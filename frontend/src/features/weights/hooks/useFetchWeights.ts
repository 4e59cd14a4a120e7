import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useFetchJob } from "@/features/jobs/hooks/useFetchJob";
import { downloadWeights } from "@/services/api/endpoints";
import { weightsQuery } from "@/services/api/queries";

/** Fetching of one weights file, and its record. */
export function useFetchWeights(name: string) {
  const { t } = useTranslation("weights");
  const record = useQuery(weightsQuery).data?.items.find((item) => item.name === name) ?? null;
  const fetching = useFetchJob({
    isMeant: (job) => job.kind === "download" && job.weights === name,
    request: () => downloadWeights(name),
    refused: t("notFetched"),
  });
  return { record, ...fetching };
}
