import type { LoadedLanguage } from "@/i18n/languages";

interface SameText {
  readonly text: string;
  /** The languages that say it as English does; all of them where there is nothing to translate. */
  readonly languages: readonly LoadedLanguage[] | "all";
  readonly reason: string;
}

/** Texts that are rightly the same as in English, and why. */
export const sameTexts: readonly SameText[] = [{ text: "Burnish", languages: "all", reason: "the program's name" }];

/** Whether a language rightly says this as English does. */
export const isSameText = (language: string, text: string): boolean =>
  sameTexts.some(
    (same) => same.text === text && (same.languages === "all" || same.languages.some((code) => code === language)),
  );
