import { describe, expect, test } from "vitest";

import { english } from "@/i18n/english";
import { languages } from "@/i18n/languages";
import { SERVER_TEXTS } from "@/i18n/serverNamespace";
import { baseOf, flatTexts, formFaults, keyFaults, untranslated, valueFaults } from "@/testing/catalogueChecks";
import { sameTexts } from "@/testing/sameTexts";
import { unusedKeys, wordsInSource } from "@/testing/sourceChecks";

const catalogues = import.meta.glob("@/locales/*/*.json", { eager: true, import: "default" });
const sources = import.meta.glob<string>(
  ["@/**/*.{ts,tsx}", "!@/testing/**", "!@/**/*.test.{ts,tsx}", "!@/**/*.generated.ts"],
  { eager: true, import: "default", query: "?raw" },
);
const files = Object.entries(sources).map(([path, content]) => ({ path, content }));
const namespaces = Object.keys(english);
const translations = Object.keys(languages).filter((language) => language !== "en");

/** The namespaces of a language: for what the server says in English, English itself has no texts. */
const namespacesOf = (language: string) => (language === "en" ? namespaces : [...namespaces, SERVER_TEXTS]);
const textsOf = (language: string, namespace: string) =>
  flatTexts(catalogues[`/src/locales/${language}/${namespace}.json`] ?? {});
const faultsIn = (language: string, faults: (namespace: string) => readonly string[]) =>
  namespaces.flatMap((namespace) => faults(namespace).map((fault) => `${language}/${namespace}: ${fault}`));

test("every file of texts belongs to a language and a namespace", () => {
  const expected = Object.keys(languages).flatMap((language) =>
    namespacesOf(language).map((namespace) => `/src/locales/${language}/${namespace}.json`),
  );
  expect(Object.keys(catalogues).sort()).toEqual(expected.sort());
});

describe.each(Object.keys(languages))("%s", (language) => {
  test("has the keys of English, each in the plural forms of the language", () => {
    const faults = faultsIn(language, (name) => keyFaults(language, textsOf("en", name), textsOf(language, name)));
    expect(faults).toEqual([]);
  });

  test("has the same values filled in", () => {
    expect(faultsIn(language, (name) => valueFaults(textsOf("en", name), textsOf(language, name)))).toEqual([]);
  });

  test("has no text that is empty or holds markup", () => {
    const faults = namespacesOf(language).flatMap((name) => formFaults(textsOf(language, name)));
    expect(faults).toEqual([]);
  });
});

describe.each(translations)("%s", (language) => {
  test("tells as much of what the server says as the others", () => {
    const [model, texts] = [textsOf("de", SERVER_TEXTS), textsOf(language, SERVER_TEXTS)];
    expect([...keyFaults(language, model, texts), ...valueFaults(model, texts)]).toEqual([]);
  });

  test("has no text that was left in English", () => {
    const faults = faultsIn(language, (name) => untranslated(language, textsOf("en", name), textsOf(language, name)));
    expect(faults).toEqual([]);
  });
});

test("no text counts as the same in a language that says it otherwise", () => {
  const says = (language: string, text: string) =>
    namespaces.some((name) => Object.values(textsOf(language, name)).includes(text));
  const wrong = sameTexts.flatMap(({ text, languages: codes }) =>
    codes.filter((code) => !says("en", text) || !says(code, text)).map((code) => `${code}: ${text}`),
  );
  expect(wrong).toEqual([]);
});

test("every text is asked for", () => {
  const keys = Object.fromEntries(
    namespaces.map((name) => [name, [...new Set(Object.keys(textsOf("en", name)).map(baseOf))]]),
  );
  expect(unusedKeys(keys, files)).toEqual([]);
});

test("no part of the page has words of its own", () => {
  expect(files.flatMap(wordsInSource)).toEqual([]);
});
