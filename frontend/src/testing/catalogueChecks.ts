import { isRecord } from "@/common/persistedStore";
import { isSameText } from "@/testing/sameTexts";

/** The texts of one namespace by their keys, those of a nested one joined by dots: `themes.light`. */
export type Texts = Readonly<Record<string, string>>;

/**
 * The texts of a namespace as its file nests them, laid flat.
 *
 * @throws TypeError where something in it is neither a text nor a group of texts.
 */
export function flatTexts(content: unknown, prefix = ""): Texts {
  if (!isRecord(content)) {
    throw new TypeError(`${prefix || "The file"} is no group of texts`);
  }
  return Object.fromEntries(
    Object.entries(content).flatMap(([key, value]) =>
      typeof value === "string" ? [[`${prefix}${key}`, value]] : Object.entries(flatTexts(value, `${prefix}${key}.`)),
    ),
  );
}

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** The key that the source asks for: without the form of a plural. */
export const baseOf = (key: string): string => key.replace(PLURAL, "");

/** The keys that a language must have where English has these: of a plural, those for its own plural forms. */
export function keysFor(language: string, english: Texts): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const keys = Object.keys(english).flatMap((key) =>
    PLURAL.test(key) ? forms.map((form) => `${baseOf(key)}_${form}`) : [key],
  );
  return [...new Set(keys)];
}

/** What is missing from a language, and what it has that English has not, each in a few words. */
export function keyFaults(language: string, english: Texts, texts: Texts): string[] {
  const expected = keysFor(language, english);
  return [
    ...expected.filter((key) => !(key in texts)).map((key) => `${key} is missing`),
    ...Object.keys(texts)
      .filter((key) => !expected.includes(key))
      .map((key) => `${key} is not in English`),
  ];
}

/** Names of the values that are filled into a text, sorted: `["count", "title"]`. */
export const valuesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name = ""]) => name))].sort();

/**
 * Texts that have other values filled in than the English one. A plural form may do without the count, which says it in
 * words.
 */
export function valueFaults(english: Texts, texts: Texts): string[] {
  return Object.entries(texts).flatMap(([key, text]) => {
    const model = english[key] ?? english[`${baseOf(key)}_other`];
    if (model === undefined) {
      return [];
    }
    const isForm = PLURAL.test(key) && !key.endsWith("_other");
    const counted = (names: readonly string[]) => names.filter((name) => !isForm || name !== "count").join(", ");
    const [wanted, found] = [counted(valuesIn(model)), counted(valuesIn(text))];
    return wanted === found ? [] : [`${key} has {${found}} in place of {${wanted}}`];
  });
}

/** Texts that are empty, or hold markup, half an interpolation, or white space that nobody meant. */
export function formFaults(texts: Texts): string[] {
  return Object.entries(texts).flatMap(([key, text]) => {
    const rest = text.replace(/\{\{\s*\w+[^{}]*\}\}/g, "");
    if (text.trim() === "") {
      return [`${key} is empty`];
    }
    if (/<[^>]*>|&#?\w+;|[{}]/.test(rest)) {
      return [`${key} holds markup: ${text}`];
    }
    return text !== text.trim() || /[\t\n]| {2}/.test(text) ? [`${key} holds stray white space`] : [];
  });
}

/** Texts that are those of English word for word, though they hold words that are not the same in the language. */
export function untranslated(language: string, english: Texts, texts: Texts): string[] {
  return Object.entries(texts)
    .filter(([key, text]) => text === (english[key] ?? english[`${baseOf(key)}_other`]))
    .filter(([, text]) => /\p{L}/u.test(text.replace(/\{\{[^}]*\}\}/g, "")) && !isSameText(language, text))
    .map(([key, text]) => `${key} is as in English: ${text}`);
}
