import { useTranslation } from "react-i18next";

import { useFetchJob } from "@/features/jobs/hooks/useFetchJob";
import { downloadGenerator } from "@/services/api/endpoints";

/** Fetching of one generator's files. */
export function useFetchGenerator(name: string) {
  const { t } = useTranslation("generators");
  return useFetchJob({
    isMeant: (job) => job.kind === "download_generator" && job.generator === name,
    request: () => downloadGenerator(name),
    refused: t("notFetched"),
  });
}
