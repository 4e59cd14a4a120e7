import { sendForm } from "@/services/api/sendForm";
import type { UploadAnswer, UpscalingModel } from "@/services/api/types";

/** Sends files to the library; `onProgress` hears how many bytes of the request have gone. */
export type SendFiles = (
  files: readonly File[],
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
) => Promise<UploadAnswer>;

/**
 * Uploads photos in one request.
 *
 * @throws ApiProblem when no file was taken, Unreachable when there is no answer, AbortError when `signal` fires.
 */
export const uploadFiles: SendFiles = (files, onProgress, signal) => {
  const form = new FormData();
  for (const file of files) {
    form.append("files", file, file.name);
  }
  return sendForm<UploadAnswer>("/images", form, onProgress, signal);
};

/** Sends one file with an upscaling model; the answer is the model that was recognised in it. */
export type SendModel = (
  file: File,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
) => Promise<UpscalingModel>;

/**
 * Adds a custom upscaling model.
 *
 * @throws ApiProblem when it is refused, Unreachable when there is no answer, AbortError when `signal` fires.
 */
export const uploadModel: SendModel = (file, onProgress, signal) => {
  const form = new FormData();
  form.append("file", file, file.name);
  return sendForm<UpscalingModel>("/upscaling/models", form, onProgress, signal);
};
