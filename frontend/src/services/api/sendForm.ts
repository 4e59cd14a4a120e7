import { problemOf, Unreachable } from "@/services/api/problem";

/**
 * Sends a form in one request and gives the JSON answer, which is trusted to be what the OpenAPI document says;
 * `onProgress` hears how many bytes of the request have gone. XMLHttpRequest, because fetch tells nothing about how far
 * a request has come.
 *
 * @throws ApiProblem when the server refuses, Unreachable when there is no answer, AbortError when `signal` fires.
 */
export function sendForm<Answer>(
  path: string,
  form: FormData,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open("POST", `/api${path}`);
    request.upload.addEventListener("progress", (event) => {
      onProgress(event.loaded);
    });
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as Answer);
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
}
