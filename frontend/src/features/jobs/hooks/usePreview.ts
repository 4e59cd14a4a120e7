import { useStorePart } from "@/common/store";
import { previewStore } from "@/features/jobs/previewStore";

/** Address of the latest preview of work on the image; null when there is none. */
export function usePreview(imageId: string): string | null {
  return useStorePart(previewStore, (previews) => previews[imageId]?.url ?? null);
}
