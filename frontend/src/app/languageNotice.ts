import { notify } from "@/features/notices/noticeStore";
import { translator } from "@/i18n/i18n";
import { languages, type Language } from "@/i18n/languages";

/** Says that the page is not in a language that it was to be in, its texts being out of reach. */
export function tellLanguageNotLoaded(language: Language): void {
  const t = translator("app");
  notify({
    kind: "problem",
    title: t("languageNotLoaded", { language: languages[language] }),
    message: t("languageNotLoadedHelp"),
  });
}
