import { expect, test } from "vitest";

import { keyBindings, type KeyAction } from "@/features/keys/keyBindings";
import { namesOf } from "@/features/keys/keyNames";
import { searchKeys } from "@/features/keys/keySearch";
import { translator } from "@/i18n/i18n";

const t = translator("keys");
const LINES = (Object.keys(keyBindings) as KeyAction[]).map((action) => ({
  action,
  names: namesOf(keyBindings[action], t, false),
  does: t(`does.${action}`),
}));

test.each<[string, KeyAction[]]>([
  ["g", ["gallery"]],
  ["A", ["useAll", "selectAll"]],
  ["del", ["remove"]],
  ["minus", ["zoomOut"]],
  ["+", ["zoomIn"]],
  ["→", ["panRight", "next"]],
  ["shift+u", ["upscale"]],
  ["zoom", ["zoomIn", "zoomOut"]],
  [" Image TRASH ", ["remove"]],
  ["fàcts", ["facts"]],
  ["no such thing", []],
])("%s finds %o", (typed, actions) => {
  expect(searchKeys(LINES, typed).map(({ action }) => action)).toEqual(actions);
});

test("without a word all keys are found", () => {
  expect(searchKeys(LINES, "  ")).toHaveLength(LINES.length);
});

test("on a Mac, Cmd takes the place of Ctrl", () => {
  expect(namesOf(keyBindings.generate, t, true)).toEqual([
    { sign: "⌘", words: "Command" },
    { sign: "Enter", words: "Enter" },
  ]);
});
