import { createStore } from "@/common/store";
import type { Preview } from "@/services/api/types";

/** The latest picture of unfinished work on an image. */
export interface ShownPreview {
  readonly jobId: string;
  /** Object URL of the JPEG. */
  readonly url: string;
}

/** The latest preview of each image that is being worked on, by image id. Kept out of the query cache: they come fast. */
export const previewStore = createStore<Readonly<Record<string, ShownPreview>>>({});

/** Shows a preview in place of the image's last one, whose memory is freed. */
export function putPreview({ image_id, job_id }: Preview, jpeg: ArrayBuffer): void {
  const url = URL.createObjectURL(new Blob([jpeg], { type: "image/jpeg" }));
  previewStore.update((previews) => {
    release(previews[image_id]);
    return { ...previews, [image_id]: { jobId: job_id, url } };
  });
}

/** Takes away the preview of an image whose result is there. */
export function clearPreviewOfImage(imageId: string): void {
  clearPreviews((id) => id === imageId);
}

/** Takes away all previews of a job that has ended. */
export function clearPreviewsOfJob(jobId: string): void {
  clearPreviews((_, preview) => preview.jobId === jobId);
}

function clearPreviews(isOver: (imageId: string, preview: ShownPreview) => boolean): void {
  const entries = Object.entries(previewStore.get());
  const kept = entries.filter(([imageId, preview]) => !isOver(imageId, preview));
  if (kept.length < entries.length) {
    entries
      .filter(([imageId, preview]) => isOver(imageId, preview))
      .forEach(([, preview]) => {
        release(preview);
      });
    previewStore.set(Object.fromEntries(kept));
  }
}

function release(preview: ShownPreview | undefined): void {
  if (preview) {
    URL.revokeObjectURL(preview.url);
  }
}
