import type { TFunction } from "i18next";

import type { KeyBinding } from "@/features/keys/keyBindings";

/** A key as it is written in the list, and in words: read aloud, and found by a search. */
export interface KeyName {
  readonly sign: string;
  readonly words: string;
}

/** Keys that have a name; letters are called what they are. */
const NAMED = {
  Enter: "enter",
  Escape: "escape",
  Delete: "delete",
  " ": "space",
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  "+": "plus",
  "-": "minus",
  "?": "questionMark",
} as const;

/** Keys on which a sign is printed and no word. */
const SIGNS: Readonly<Record<string, string>> = {
  left: "←",
  right: "→",
  up: "↑",
  down: "↓",
  plus: "+",
  minus: "−",
  questionMark: "?",
  command: "⌘",
};

/** The names of the keys of a binding in the order in which they are pressed; on a Mac, Cmd takes the place of Ctrl. */
export function namesOf({ key, shift, control }: KeyBinding, t: TFunction<"keys">, onMac: boolean): KeyName[] {
  const nameOf = (name: (typeof NAMED)[keyof typeof NAMED] | "control" | "command" | "shift") => {
    const words = t(`names.${name}`);
    return { sign: SIGNS[name] ?? words, words };
  };
  const names: KeyName[] = [];
  if (control) {
    names.push(nameOf(onMac ? "command" : "control"));
  }
  if (shift) {
    names.push(nameOf("shift"));
  }
  names.push(isNamed(key) ? nameOf(NAMED[key]) : { sign: key.toUpperCase(), words: key.toUpperCase() });
  return names;
}

const isNamed = (key: string): key is keyof typeof NAMED => Object.hasOwn(NAMED, key);
