/** A long reason in the portions in which a person reads it. */
export interface Reason {
  /** What happened, in a sentence. */
  readonly headline: string;
  /** Sentences on how it came to that; empty for a short reason, which is not worth folding. */
  readonly details: readonly string[];
  /** What can be done about it; empty where the headline says it all. */
  readonly remedy: string;
}

/** A reason up to that many characters is shown as a whole. */
const SHORT = 240;

/** The first words of a remedy that is longer than the last sentence. */
const REMEDY = /\sWhat you can do: /;

/**
 * Divides a reason as the server gives it: it begins with what happened and ends with what can be done. A short one is
 * not divided.
 */
export function divideReason(text: string): Reason {
  if (text.length <= SHORT) {
    return { headline: text, details: [], remedy: "" };
  }
  const [told = "", remedy] = text.split(REMEDY, 2);
  const [headline = "", ...details] = sentencesOf(told);
  const last = remedy === undefined ? (details.pop() ?? "") : upperFirst(remedy);
  return { headline, details, remedy: last };
}

const sentencesOf = (text: string): string[] => text.trim().split(/(?<=[.!?])\s+(?=[\p{Lu}"“'`(]|https?:)|\n+/u);

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A part of a text: plain, or an address of the web. */
export interface TextPart {
  readonly text: string;
  readonly isAddress: boolean;
}

/** The text in parts, so that addresses in it can be links; signs at the end of a sentence do not belong to them. */
export function partsOf(text: string): TextPart[] {
  return text
    .split(/(https?:\/\/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]])/)
    .map((part, index) => ({ text: part, isAddress: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
