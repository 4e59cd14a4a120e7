import { problemOf, Unreachable } from "@/services/api/problem";
import type { UploadAnswer } from "@/services/api/types";

/** Sends files to the library; `onProgress` hears how many bytes of the request have gone. */
export type SendFiles = (
  files: readonly File[],
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
) => Promise<UploadAnswer>;

/**
 * Uploads files in one request. XMLHttpRequest, because fetch tells nothing about how far an upload has come.
 *
 * @throws ApiProblem when no file was taken, Unreachable when there is no answer, AbortError when `signal` fires.
 */
export const uploadFiles: SendFiles = (files, onProgress, signal) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const form = new FormData();
    for (const file of files) {
      form.append("files", file, file.name);
    }
    const request = new XMLHttpRequest();
    request.open("POST", "/api/images");
    request.upload.addEventListener("progress", (event) => {
      onProgress(event.loaded);
    });
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as UploadAnswer);
      } else {
        reject(problemOf(request.status, request.responseText));
      }
    });
    request.addEventListener("error", () => {
      reject(new Unreachable());
    });
    request.addEventListener("abort", () => {
      reject(new DOMException("The upload was cancelled.", "AbortError"));
    });
    signal.addEventListener("abort", () => {
      request.abort();
    });
    request.send(form);
  });
