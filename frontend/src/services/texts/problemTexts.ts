import { serverText, serverTextOrNull } from "@/services/texts/serverTexts";
import type { ProblemDetails } from "@/services/api/types";

/** Why something went wrong, as the page tells it. */
export interface Reason {
  /** The kind of problem in a few words; null where the text says it. */
  readonly title: string | null;
  /** What happened and what can be done, or that alone where there is a title. */
  readonly text: string;
  /** The server's own sentence, which names what it is about, where the page tells it in another language; else null. */
  readonly original: string | null;
}

/** What is known of a problem wherever it is shown. */
type Told = Pick<ProblemDetails, "type" | "title" | "detail">;

/** The kind of a problem in a few words, in the page's language. */
export const problemTitle = ({ type, title }: Told): string => serverText(["problems", slugOf(type), "title"], title);

/** A problem in the page's language: in English by the server's own sentence. */
export function reasonOfProblem(problem: Told): Reason {
  const remedy = serverTextOrNull(["problems", slugOf(problem.type), "remedy"]);
  return remedy === null
    ? plainReason(problem.detail)
    : { title: problemTitle(problem), text: remedy, original: problem.detail };
}

/** A problem in one sentence, for where there is room for no more. */
export function problemSentence(problem: Told): string {
  const told = { title: problemTitle(problem), detail: problem.detail };
  return told.title === problem.title ? told.detail : serverText(["problemSentence"], told.detail, told);
}

/** A reason that is a sentence of the page itself. */
export const plainReason = (text: string): Reason => ({ title: null, text, original: null });

const slugOf = (type: string): string => type.replace(/^\/problems\//, "");
