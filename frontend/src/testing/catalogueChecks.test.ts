import { expect, test } from "vitest";

import { flatTexts, formFaults, keyFaults, untranslated, valueFaults } from "@/testing/catalogueChecks";

const english = flatTexts({
  close: "Close",
  themes: { light: "Light" },
  faces_one: "{{count, number}} face of {{name}}",
  faces_other: "{{count, number}} faces of {{name}}",
});
const german = {
  close: "Schließen",
  "themes.light": "Hell",
  faces_one: "Ein Gesicht von {{name}}",
  faces_other: "{{count, number}} Gesichter von {{name}}",
};

test("a whole translation has no faults", () => {
  expect(keyFaults("de", english, german)).toEqual([]);
  expect(valueFaults(english, german)).toEqual([]);
  expect(formFaults(german)).toEqual([]);
  expect(untranslated("de", english, german)).toEqual([]);
});

test("what is not a text is refused", () => {
  expect(() => flatTexts({ a: { b: 3 } })).toThrow(/a\.b/);
});

test("a language needs the keys of English, in its own plural forms", () => {
  const { close, ...others } = german;
  expect(keyFaults("de", english, { ...others, shut: close })).toEqual(["close is missing", "shut is not in English"]);
  expect(keyFaults("fr", english, german)).toEqual(["faces_many is missing"]);
  expect(keyFaults("ja", english, german)).toEqual(["faces_one is not in English"]);
});

test("a text has the values of English filled in, and only the count may be left out of a form", () => {
  expect(valueFaults(english, { faces_one: "Ein Gesicht" })).toEqual(["faces_one has {} in place of {name}"]);
  expect(valueFaults(english, { faces_other: "Gesichter von {{name}}" })).toHaveLength(1);
  expect(valueFaults(english, { faces_many: "{{count}} von {{nom}}" })).toHaveLength(1);
  expect(valueFaults(english, { close: "Schließe {{title}}" })).toHaveLength(1);
});

test.each(["", "  ", "<b>Zu</b>", "Zu&nbsp;", "Zu {{name}", "Zu {name}", "Zu  machen", "Zu ", "Zu\nmachen"])(
  "%j is not in order",
  (close) => {
    expect(formFaults({ close })).toHaveLength(1);
  },
);

test("a text as in English is told, unless there is nothing to translate", () => {
  expect(untranslated("de", english, { ...german, close: "Close" })).toEqual(["close is as in English: Close"]);
  expect(untranslated("fr", english, { faces_many: english.faces_other ?? "" })).toHaveLength(1);
  const names = { name: "Burnish", both: "{{title}}, {{value, number}} %" };
  expect(untranslated("de", names, names)).toEqual([]);
});
