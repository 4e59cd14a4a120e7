import { translator } from "@/i18n/i18n";

/** The source of a stored file in a few words: the site's name of an address, any other source as it is. */
export function sourceText(source: string): string {
  const t = translator("weights");
  return t("from", { source: /^https?:\/\/([^/]+)/.exec(source)?.[1] ?? source });
}
