import i18next from "i18next";
import LanguageDetector from "i18next-browser-languagedetector";
import resourcesToBackend from "i18next-resources-to-backend";
import { initReactI18next } from "react-i18next";

import { english } from "@/i18n/english";
import { isLanguage, languages, type Language, type LoadedLanguage } from "@/i18n/languages";

/** Where the choice of a language is remembered in the browser. */
const LANGUAGE_KEY = "burnish.language";

const loaders: Record<LoadedLanguage, () => Promise<{ readonly default: Readonly<Record<string, unknown>> }>> = {
  de: () => import("@/locales/de"),
  fr: () => import("@/locales/fr"),
  es: () => import("@/locales/es"),
  zh: () => import("@/locales/zh"),
  ja: () => import("@/locales/ja"),
};

const loadTexts = async (language: string, namespace: string) => {
  if (!isLanguage(language) || language === "en") {
    return undefined;
  }
  const { default: texts } = await loaders[language]();
  return texts[`./${namespace}.json`];
};

/** The texts of the page in the language that was chosen, or else in the first of the browser's that the page has. */
export const i18n = i18next.createInstance();

/** Resolves when the texts of the first language are there; those of English are at once. */
export const textsReady = i18n
  .use(LanguageDetector)
  .use(resourcesToBackend(loadTexts))
  .use(initReactI18next)
  .init({
    resources: { en: english },
    partialBundledLanguages: true,
    ns: Object.keys(english),
    defaultNS: "common",
    fallbackLng: "en",
    supportedLngs: Object.keys(languages),
    load: "languageOnly",
    detection: { order: ["localStorage", "navigator"], caches: [], lookupLocalStorage: LANGUAGE_KEY },
    interpolation: { escapeValue: false },
    initAsync: false,
  });

/** The function that gives a namespace's texts in the language of the moment, for code outside components. */
export const translator = <Namespace extends keyof typeof english>(namespace: Namespace) =>
  i18n.getFixedT<Namespace>(null, namespace);

/** The language that the page is in. */
export function currentLanguage(): Language {
  const code = i18n.resolvedLanguage ?? "en";
  return isLanguage(code) ? code : "en";
}

/** Has the page change its language as soon as the texts are there, and remembers the choice. */
export function chooseLanguage(language: Language): void {
  rememberLanguage(language);
  void i18n.changeLanguage(language);
}

function rememberLanguage(language: Language): void {
  try {
    window.localStorage.setItem(LANGUAGE_KEY, language);
  } catch {
    // Storage is full or switched off: the choice holds for this visit only.
  }
}

const announceLanguage = () => {
  document.documentElement.lang = currentLanguage();
};
i18n.on("languageChanged", announceLanguage);
announceLanguage();
