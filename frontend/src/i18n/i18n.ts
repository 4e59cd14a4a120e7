import i18next from "i18next";
import LanguageDetector from "i18next-browser-languagedetector";
import { initReactI18next } from "react-i18next";

import { english } from "@/i18n/english";
import { isLanguage, languages, type Language, type LoadedLanguage } from "@/i18n/languages";

/** Where the choice of a language is remembered in the browser. */
const LANGUAGE_KEY = "burnish.language";

/** The texts of a language, by the name of their file: `./app.json`. */
type LanguageTexts = Readonly<Record<string, unknown>>;

const loaders: Record<LoadedLanguage, () => Promise<{ readonly default: LanguageTexts }>> = {
  de: () => import("@/locales/de"),
  fr: () => import("@/locales/fr"),
  es: () => import("@/locales/es"),
  zh: () => import("@/locales/zh"),
  ja: () => import("@/locales/ja"),
};

/** The texts of the page in the language that was chosen, or else in the first of the browser's that the page has. */
export const i18n = i18next.createInstance();

const announceLanguage = () => {
  document.documentElement.lang = currentLanguage();
};
i18n.on("languageChanged", announceLanguage);

const initialized = i18n
  .use(LanguageDetector)
  .use(initReactI18next)
  .init({
    resources: { en: english },
    ns: Object.keys(english),
    defaultNS: "common",
    fallbackLng: "en",
    supportedLngs: Object.keys(languages),
    load: "languageOnly",
    detection: { order: ["localStorage", "navigator"], caches: [], lookupLocalStorage: LANGUAGE_KEY },
    interpolation: { escapeValue: false },
    initAsync: false,
  });

// A name in the middle of a sentence, where the language does not write all nouns with a capital: `{{name, lowercase}}`.
i18n.services.formatter?.add("lowercase", (name: string, language) => name.toLocaleLowerCase(language));

/**
 * Puts the page into its first language: that which was chosen, or else the first of the browser's that the page has.
 *
 * @returns that language; the page is in English where its texts cannot be had.
 */
export async function startLanguage(): Promise<Language> {
  await initialized;
  const [detected = "en"] = i18n.languages;
  const language = isLanguage(detected) ? detected : "en";
  if (!(await changeLanguage(language))) {
    await i18n.changeLanguage("en");
  }
  return language;
}

/**
 * Puts the page into another language as soon as the texts are there, and remembers the choice.
 *
 * @returns whether the texts could be had; the page stays in its language where they cannot.
 */
export async function chooseLanguage(language: Language): Promise<boolean> {
  const isThere = await changeLanguage(language);
  if (isThere) {
    rememberLanguage(language);
  }
  return isThere;
}

/** The function that gives a namespace's texts in the language of the moment, for code outside components. */
export const translator = <Namespace extends keyof typeof english>(namespace: Namespace) =>
  i18n.getFixedT<Namespace>(null, namespace);

/** The language that the page is in. */
export function currentLanguage(): Language {
  const code = i18n.resolvedLanguage ?? "en";
  return isLanguage(code) ? code : "en";
}

/** The browser's own variety of that language, such as en-GB, by whose customs dates are written. */
export const currentLocale = (): string =>
  navigator.languages.find((locale) => locale.split("-")[0] === currentLanguage()) ?? currentLanguage();

/** Changes the language if its texts can be had; says whether they could. */
async function changeLanguage(language: Language): Promise<boolean> {
  try {
    await loadTexts(language);
  } catch {
    return false;
  }
  await i18n.changeLanguage(language);
  return true;
}

/** Fetches the texts of a language, unless they are there; those of English are a part of the page. */
async function loadTexts(language: Language): Promise<void> {
  if (language === "en" || i18n.hasResourceBundle(language, "common")) {
    return;
  }
  const { default: texts } = await loaders[language]();
  for (const [path, content] of Object.entries(texts)) {
    i18n.addResourceBundle(language, path.replace(/^\.\/|\.json$/g, ""), content);
  }
}

function rememberLanguage(language: Language): void {
  try {
    window.localStorage.setItem(LANGUAGE_KEY, language);
  } catch {
    // Storage is full or switched off: the choice holds for this visit only.
  }
}
