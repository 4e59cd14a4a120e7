import { expect, test } from "vitest";

import { keyBindings, matches, usesKeysItself, type KeyAction, type KeyBinding } from "@/features/keys/keyBindings";

const actionsOf = (init: KeyboardEventInit) =>
  (Object.keys(keyBindings) as KeyAction[]).filter((action) =>
    matches(keyBindings[action], new KeyboardEvent("keydown", init)),
  );

test.each<[KeyboardEventInit, KeyAction[]]>([
  [{ key: "U", shiftKey: true }, ["upscale"]],
  [{ key: "u" }, []],
  [{ key: "U", shiftKey: true, ctrlKey: true }, []],
  [{ key: "R", shiftKey: true }, ["restore"]],
  [{ key: "X", shiftKey: true }, ["cancel"]],
  [{ key: "ArrowLeft" }, ["previous"]],
  [{ key: "ArrowLeft", shiftKey: true }, ["panLeft"]],
  [{ key: "?", shiftKey: true }, ["help"]],
  [{ key: "+", shiftKey: true }, ["zoomIn"]],
  [{ key: "+" }, ["zoomIn"]],
  [{ key: "Z" }, ["toggleZoom"]],
  [{ key: "i" }, ["facts"]],
  [{ key: "r", metaKey: true }, []],
  [{ key: "Enter", ctrlKey: true }, ["generate"]],
  [{ key: "Enter", metaKey: true }, ["generate"]],
  [{ key: "Enter" }, []],
  [{ key: "a" }, ["useAll"]],
  [{ key: "a", ctrlKey: true }, ["selectAll"]],
  [{ key: "a", metaKey: true }, ["selectAll"]],
  [{ key: "q" }, ["queue"]],
  [{ key: " " }, ["select"]],
  [{ key: "p" }, ["usePrompt"]],
  [{ key: "s" }, ["useSeed"]],
  [{ key: "g" }, ["gallery"]],
  [{ key: "g", altKey: true }, []],
  [{ key: "Delete" }, ["remove"]],
])("%o means %o", (init, actions) => {
  expect(actionsOf(init)).toEqual(actions);
});

test("every key has one meaning", () => {
  const keys = Object.values(keyBindings).map(
    ({ key, shift = false, control = false }: KeyBinding) => `${key} ${shift} ${control}`,
  );
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([
  ["<input id='x'>", true],
  ["<textarea id='x'></textarea>", true],
  ["<div role='slider' id='x'></div>", true],
  ["<div role='dialog'><button id='x'></button></div>", true],
  ["<button id='x'></button>", false],
])("%s keeps its keys: %s", (html, expected) => {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  expect(usesKeysItself(holder.querySelector("#x"))).toBe(expected);
});
