import { strings } from "@/features/generators/strings";
import { useFetchJob } from "@/features/jobs/hooks/useFetchJob";
import { downloadGenerator } from "@/services/api/endpoints";

/** Fetching of one generator's files. */
export function useFetchGenerator(name: string) {
  return useFetchJob({
    isMeant: (job) => job.kind === "download_generator" && job.generator === name,
    request: () => downloadGenerator(name),
    refused: strings.notFetched,
  });
}
