import { strings } from "@/features/weights/strings";

/** The source of a stored file in a few words: the site's name of an address, any other source as it is. */
export function sourceText(source: string): string {
  return strings.from(/^https?:\/\/([^/]+)/.exec(source)?.[1] ?? source);
}
