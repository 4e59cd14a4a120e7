import { useMemo } from "react";

import { useLibrary } from "@/features/library/hooks/useLibrary";
import type { ImageRecord } from "@/services/api/types";

/** The base images that a job has made so far, as far as the library is loaded, the newest first. */
export function useBasesOf(jobId: string): readonly ImageRecord[] {
  const { list } = useLibrary();
  return useMemo(
    () =>
      [...(list?.places ?? [])]
        .filter(([, image]) => image.kind === "base" && image.job_id === jobId)
        .sort(([a], [b]) => a - b)
        .map(([, image]) => image),
    [list, jobId],
  );
}
