import { i18n } from "@/i18n/i18n";
import { SERVER_TEXTS } from "@/i18n/serverNamespace";

/** What is filled into a text. */
type Values = Readonly<Record<string, unknown>>;

/** Texts by any key: the types know those of English, which has none of these. */
interface TextsByAnyKey {
  exists(key: string, options: Values): boolean;
  t(key: string, options: Values): string;
}
const texts = i18n as unknown as TextsByAnyKey;

/** A name of the server as a part of a key: `S-Lab License 1.0` becomes `S_Lab_License_1_0`. */
export const keyOf = (name: string): string => name.replace(/\W+/g, "_");

/**
 * Words of the server in the page's language, found by where they belong: `["stages", "Finding faces"]`. In English, and
 * where they are not translated, the server's own are given. A component that shows them calls `useTranslation`.
 */
export function serverText(path: readonly string[], english: string, values: Values = {}): string {
  return serverTextOrNull(path, values) ?? english;
}

/** As `serverText`, for what has no English words of its own: null in English, and where it is not translated. */
export function serverTextOrNull(path: readonly string[], values: Values = {}): string | null {
  const key = path.map(keyOf).join(".");
  const options = { ...values, ns: SERVER_TEXTS };
  return texts.exists(key, options) ? texts.t(key, options) : null;
}
