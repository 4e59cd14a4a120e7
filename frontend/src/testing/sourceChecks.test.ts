import { describe, expect, test } from "vitest";

import { unusedKeys, wordsInSource } from "@/testing/sourceChecks";

describe("keys that no file asks for", () => {
  const asked = (content: string, ...keys: string[]) =>
    unusedKeys({ app: keys }, [{ path: "a.tsx", content: `const { t } = useTranslation("app"); ${content}` }]);

  test.each<[string, string, string[], string[]]>([
    ["a key by itself", `t("close")`, ["close", "open"], ["app:open"]],
    ["either of two", `t(wide ? "wide" : "narrow")`, ["wide", "narrow", "tall"], ["app:tall"]],
    ["a group by its static part", "t(`themes.${theme}`)", ["themes.light", "theme"], ["app:theme"]],
    [
      "a static part behind",
      "t(`recall.${kind}.label`)",
      ["recall.all.label", "recall.all.done"],
      ["app:recall.all.done"],
    ],
    ["a dot is no other sign", "t(`themes.${theme}`)", ["themesXlight"], ["app:themesXlight"]],
    ["a key from a table", `const KEYS = { up: "moveUp" }; t(KEYS.up)`, ["moveUp"], []],
    ["nothing but a variable", "t(`${key}`)", ["close"], ["app:close"]],
  ])("%s", (_, content, keys, unused) => {
    expect(asked(content, ...keys)).toEqual(unused);
  });

  test("a file may ask for several namespaces, and be given the function that asks", () => {
    const files = [
      { path: "a.tsx", content: `const { t } = useTranslation(["app", "jobs"]); t("close"); t("jobs:retry");` },
      { path: "b.ts", content: `const nameOf = (t: TFunction<"keys">) => t("up");` },
    ];
    const keys = { app: ["close", "up"], jobs: ["retry"], keys: ["up", "close"] };
    expect(unusedKeys(keys, files)).toEqual(["app:up", "keys:close"]);
  });

  test("a file that asks for another namespace does not count, nor does the name of what is imported", () => {
    const files = [
      { path: "a.ts", content: `const t = translator("queue"); t("close");` },
      { path: "b.ts", content: `import x from "open"; const t = translator("app");` },
    ];
    expect(unusedKeys({ app: ["close", "open"], queue: ["close"] }, files)).toEqual(["app:close", "app:open"]);
  });
});

test.each<[string, string, string[]]>([
  ["a text between tags", "<p>Hello there</p>", ["a.tsx:1: Hello there"]],
  ["signs and numbers alone", "<p> · 100 % </p>", []],
  ["a text in braces", `<p>{"Hello"}</p>`, ["a.tsx:1: Hello"]],
  ["a text under a condition", `<p>{done && "Done"}</p>`, ["a.tsx:1: Done"]],
  ["one of two texts", `<p>{kind === "x" ? "One" : t("two")}</p>`, ["a.tsx:1: One"]],
  ["an attribute", `<img alt="A cat" className="wide" />`, ["a.tsx:1: A cat"]],
  ["an attribute in braces", "<b\n aria-label={`Cat ${number}`} />", ["a.tsx:2: Cat"]],
  ["a notice", `notify({ kind: "done", title: "Saved", message: t("saved") })`, ["a.tsx:1: Saved"]],
  ["what is asked of the catalogue", `<p title={t("title")}>{t("text")}</p>`, []],
])("words in the source: %s", (_, content, found) => {
  expect(wordsInSource({ path: "a.tsx", content })).toEqual(found);
});
