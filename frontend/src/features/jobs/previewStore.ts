import { createStore } from "@/common/store";
import type { Preview } from "@/services/api/types";

/** The latest picture of unfinished work. */
export interface ShownPreview {
  readonly jobId: string;
  /** Object URL of the JPEG. */
  readonly url: string;
  /** Number of the image within its job, from 0. */
  readonly index: number;
  /** Tiles, faces or denoising steps done so far. */
  readonly step: number;
  readonly steps: number;
}

/**
 * The latest preview of each image that is being worked on, by image id; of an image that is being generated, which has
 * no id yet, by its job's id. Kept out of the query cache: they come fast.
 */
export const previewStore = createStore<Readonly<Record<string, ShownPreview>>>({});

/** Shows a preview in place of the last one of the same image, whose memory is freed. */
export function putPreview({ image_id, job_id, index, step, steps }: Preview, jpeg: ArrayBuffer): void {
  const id = image_id ?? job_id;
  const url = URL.createObjectURL(new Blob([jpeg], { type: "image/jpeg" }));
  previewStore.update((previews) => {
    release(previews[id]);
    return { ...previews, [id]: { jobId: job_id, url, index, step, steps } };
  });
}

/** Takes away the preview with that id, whose image is there. */
export function clearPreview(id: string): void {
  clearPreviews((key) => key === id);
}

/** Takes away all previews of a job that has ended. */
export function clearPreviewsOfJob(jobId: string): void {
  clearPreviews((_, preview) => preview.jobId === jobId);
}

function clearPreviews(isOver: (id: string, preview: ShownPreview) => boolean): void {
  const entries = Object.entries(previewStore.get());
  const kept = entries.filter(([id, preview]) => !isOver(id, preview));
  if (kept.length < entries.length) {
    entries
      .filter(([id, preview]) => isOver(id, preview))
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
