import type { QueryClient } from "@tanstack/react-query";

import { followJob } from "@/features/jobs/jobEvents";
import { clearPreviewOfImage } from "@/features/jobs/previewStore";
import { addImage, addNewImage, dropImage } from "@/features/library/libraryEvents";
import { putWeights } from "@/features/weights/weightsEvents";
import type { ServerEvent } from "@/services/events/types";

/** Brings what the server tells of into everything that is loaded. */
export function applyEvent(queryClient: QueryClient, { name, data }: ServerEvent): void {
  switch (name) {
    case "job_updated":
      followJob(queryClient, data);
      break;
    case "image_created":
      addNewImage(queryClient, data);
      if (data.source_id !== null) {
        clearPreviewOfImage(data.source_id);
      }
      break;
    case "image_updated":
      addImage(queryClient, data);
      break;
    case "image_deleted":
      dropImage(queryClient, data);
      break;
    case "weights_progress":
      putWeights(queryClient, data);
      break;
  }
}
