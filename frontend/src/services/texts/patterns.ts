import { serverText } from "@/services/texts/serverTexts";

/** A sentence of the server that names what it is about, in groups with names, and the name of its text. */
export interface SentencePattern {
  readonly pattern: RegExp;
  readonly name: string;
}

/** A sentence of the server in the page's language, as the first pattern that it fits has it; null when it fits none. */
export function textByPattern(section: string, patterns: readonly SentencePattern[], sentence: string): string | null {
  const fitting = patterns.find(({ pattern }) => pattern.test(sentence));
  const values = fitting?.pattern.exec(sentence)?.groups;
  return fitting && values ? serverText([section, fitting.name], sentence, values) : null;
}
