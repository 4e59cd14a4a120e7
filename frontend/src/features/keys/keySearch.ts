import type { KeyName } from "@/features/keys/keyNames";

/** One line of the list of keys. */
export interface KeyLine {
  readonly names: readonly KeyName[];
  readonly does: string;
}

/** The lines that a person who types this looks for: those of the keys so named, or else those with all the words. */
export function searchKeys<Line extends KeyLine>(lines: readonly Line[], typed: string): readonly Line[] {
  const sought = plain(typed.trim());
  const words = sought.split(/[\s+]+/u);
  const ofKeys = lines.filter(({ names }) => isKey(names.at(-1), sought) || signsOf(names) === words.join(" "));
  return ofKeys.length > 0 ? ofKeys : lines.filter((line) => words.every((word) => textOf(line).includes(word)));
}

const isKey = (name: KeyName | undefined, sought: string) =>
  name !== undefined && (plain(name.sign) === sought || plain(name.words) === sought);

const signsOf = (names: readonly KeyName[]) => plain(names.map(({ sign }) => sign).join(" "));

const textOf = ({ names, does }: KeyLine) =>
  plain([...names.flatMap(({ sign, words }) => [sign, words]), does].join(" "));

/** In lower case and without accents, so that a hurried hand finds it too. */
const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
