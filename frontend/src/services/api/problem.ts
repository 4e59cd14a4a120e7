import { isRecord } from "@/common/persistedStore";
import { translator } from "@/i18n/i18n";
import type { ProblemDetails } from "@/services/api/types";
import { plainReason, problemSentence, reasonOfProblem, type Reason } from "@/services/texts/problemTexts";

/** A refusal by the server, with the sentence that it gave. */
export class ApiProblem extends Error {
  constructor(readonly details: ProblemDetails) {
    super(details.detail);
    this.name = "ApiProblem";
  }
}

/** The server could not be reached at all. */
export class Unreachable extends Error {
  constructor() {
    super(translator("api")("unreachable"));
    this.name = "Unreachable";
  }
}

/** The problem that an answer with an error status tells of, whatever its body. */
export function problemOf(status: number, body: string): ApiProblem {
  const details = parseJson(body);
  if (isProblemDetails(details)) {
    return new ApiProblem(details);
  }
  // A proxy answers with these when the server behind it is gone.
  const gone = status === 502 || status === 503 || status === 504;
  const t = translator("api");
  const detail = gone ? t("unreachable") : t("unexpected", { status });
  return new ApiProblem({ type: "about:blank", title: String(status), status, detail, errors: [] });
}

/** Why anything that was thrown was thrown, as the page tells it. */
export function reasonOf(error: unknown): Reason {
  return error instanceof ApiProblem ? reasonOfProblem(error.details) : plainReason(sentenceOf(error));
}

/** The same in one sentence, for where there is room for no more. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiProblem) {
    return problemSentence(error.details);
  }
  return error instanceof Unreachable ? error.message : translator("api")("unknown");
}

/** Whether the server said that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiProblem && error.details.status === 404;
}

const isProblemDetails = (body: unknown): body is ProblemDetails =>
  isRecord(body) &&
  typeof body.title === "string" &&
  typeof body.detail === "string" &&
  typeof body.status === "number";

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
