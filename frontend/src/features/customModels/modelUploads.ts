import type { QueryClient } from "@tanstack/react-query";

import { createStore } from "@/common/store";
import { translator } from "@/i18n/i18n";
import { looksLikeModel } from "@/features/customModels/modelFiles";
import { putUpscalingModel } from "@/features/upscaling/upscalingModelEvents";
import { reasonOf } from "@/services/api/problem";
import type { UpscalingModel } from "@/services/api/types";
import { uploadModel } from "@/services/api/uploadFiles";
import { plainReason, type Reason } from "@/services/texts/problemTexts";

/** How far a file has come on its way to the models. */
export type UploadProgress =
  | { readonly state: "waiting" }
  /** `fraction` of it has gone, from 0 to 1. */
  | { readonly state: "sending"; readonly fraction: number }
  /** The server has it, and finds out what it is. */
  | { readonly state: "reading" }
  | { readonly state: "added"; readonly model: UpscalingModel }
  | { readonly state: "failed"; readonly reason: Reason };

/** A file on its way to the models. */
export interface ModelUpload {
  readonly id: number;
  readonly file: File;
  readonly progress: UploadProgress;
  /** Stops its request. */
  readonly controller: AbortController;
}

/** Files on their way, and what became of those that nobody has taken note of yet, in the order in which they came. */
export const modelUploadsStore = createStore<readonly ModelUpload[]>([]);

/** Adds files to the models, one after the other. What was said of those that are added by now is forgotten. */
export async function addModels(queryClient: QueryClient, files: readonly File[]): Promise<void> {
  const isRunning = modelUploadsStore.get().some(({ progress }) => isUnderWay(progress));
  modelUploadsStore.update((uploads) => {
    const firstId = Math.max(0, ...uploads.map(({ id }) => id)) + 1;
    const left = uploads.filter(({ progress }) => progress.state !== "added");
    return [...left, ...files.map((file, index) => waitingUpload(firstId + index, file))];
  });
  if (isRunning) {
    return;
  }
  for (let upload = nextWaiting(); upload; upload = nextWaiting()) {
    await send(queryClient, upload);
  }
}

/** Takes a file off the list; one that is on its way is stopped. */
export function dropUpload({ id, controller }: ModelUpload): void {
  modelUploadsStore.update((uploads) => uploads.filter((upload) => upload.id !== id));
  controller.abort();
}

/** Sends a file that failed once more, after those that wait. */
export async function retryUpload(queryClient: QueryClient, upload: ModelUpload): Promise<void> {
  dropUpload(upload);
  await addModels(queryClient, [upload.file]);
}

async function send(queryClient: QueryClient, { id, file, controller }: ModelUpload): Promise<void> {
  const onProgress = (sentBytes: number) => {
    const fraction = sentBytes / file.size;
    setProgress(id, fraction < 1 ? { state: "sending", fraction } : { state: "reading" });
  };
  setProgress(id, { state: "sending", fraction: 0 });
  try {
    const model = await uploadModel(file, onProgress, controller.signal);
    putUpscalingModel(queryClient, model);
    setProgress(id, { state: "added", model });
  } catch (error) {
    // One that was stopped is off the list by now.
    setProgress(id, { state: "failed", reason: reasonOf(error) });
  }
}

function waitingUpload(id: number, file: File): ModelUpload {
  const obstacle = obstacleOf(file);
  const progress: UploadProgress =
    obstacle === null ? { state: "waiting" } : { state: "failed", reason: plainReason(obstacle) };
  return { id, file, progress, controller: new AbortController() };
}

/** Why the file need not even be sent; null when it may be a model. */
export function obstacleOf(file: File): string | null {
  const t = translator("customModels");
  if (!looksLikeModel(file)) {
    return t("notAModel");
  }
  return file.size === 0 ? t("empty") : null;
}

const isUnderWay = ({ state }: UploadProgress) => state === "sending" || state === "reading";

const nextWaiting = () => modelUploadsStore.get().find(({ progress }) => progress.state === "waiting");

function setProgress(id: number, progress: UploadProgress): void {
  modelUploadsStore.update((uploads) => uploads.map((upload) => (upload.id === id ? { ...upload, progress } : upload)));
}
