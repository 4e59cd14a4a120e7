/** The languages of the page, each by its own name. English is part of the page; the others are loaded when chosen. */
export const languages = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  zh: "简体中文",
  ja: "日本語",
} as const;

/** Code of a language of the page. */
export type Language = keyof typeof languages;

/** The languages other than English. */
export type LoadedLanguage = Exclude<Language, "en">;

/** Whether the page has a language of that code. */
export const isLanguage = (code: string): code is Language => Object.hasOwn(languages, code);
