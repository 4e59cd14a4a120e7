import { useMemo } from "react";

import { useGalleryImages } from "@/features/library/hooks/useGalleryImages";
import type { ImageRecord } from "@/services/api/types";

/** The base images that a job has made so far, as far as the gallery is loaded, the newest first. */
export function useBasesOf(jobId: string): readonly ImageRecord[] {
  const { images } = useGalleryImages();
  return useMemo(() => images.filter((image) => image.kind === "base" && image.job_id === jobId), [images, jobId]);
}
