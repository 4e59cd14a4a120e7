import type { QueryClient } from "@tanstack/react-query";

import { dropGenerator, putGenerator } from "@/features/generators/generatorEvents";
import { dropJobs, followJob } from "@/features/jobs/jobEvents";
import { putJobItem } from "@/features/jobs/jobItemEvents";
import { clearPreview } from "@/features/jobs/previewStore";
import { followQueue } from "@/features/jobs/queueEvents";
import { addNewImage, dropImage, takeManyChanges, updateImage } from "@/features/library/libraryEvents";
import { dropUpscalingModel, putUpscalingModel } from "@/features/upscaling/upscalingModelEvents";
import { putWeights } from "@/features/weights/weightsEvents";
import type { ImageRecord } from "@/services/api/types";
import type { ServerEvent } from "@/services/events/types";

/** Brings what the server tells of into everything that is loaded. */
export function applyEvent(queryClient: QueryClient, { name, data }: ServerEvent): void {
  switch (name) {
    case "job_updated":
      followJob(queryClient, data);
      break;
    case "job_item_updated":
      putJobItem(queryClient, data);
      break;
    case "jobs_cleared":
      dropJobs(queryClient, data.ids);
      break;
    case "queue_updated":
      followQueue(queryClient, data);
      break;
    case "image_created":
      addNewImage(queryClient, data);
      clearPreviewBefore(data);
      break;
    case "image_updated":
      updateImage(queryClient, data);
      break;
    case "image_deleted":
      dropImage(queryClient, data);
      break;
    case "images_changed":
      takeManyChanges(queryClient);
      break;
    case "weights_progress":
      putWeights(queryClient, data);
      break;
    case "generator_updated":
      putGenerator(queryClient, data);
      break;
    case "generator_removed":
      dropGenerator(queryClient, data);
      break;
    case "upscaling_model_updated":
      putUpscalingModel(queryClient, data);
      break;
    case "upscaling_model_removed":
      dropUpscalingModel(queryClient, data);
      break;
  }
}

/** Takes away the preview of what an image was until it was there: of its source, or of the job that generated it. */
function clearPreviewBefore({ source_id, job_id }: ImageRecord): void {
  const id = source_id ?? job_id;
  if (id !== null) {
    clearPreview(id);
  }
}
