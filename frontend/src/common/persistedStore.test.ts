import { expect, test } from "vitest";

import { createPersistedStore } from "@/common/persistedStore";

const persistence = {
  key: "test.number",
  version: 2,
  parse: (stored: unknown) => (typeof stored === "number" ? stored : 7),
};

test("a value is remembered for the next visit", () => {
  createPersistedStore(persistence).set(3);
  expect(createPersistedStore(persistence).get()).toBe(3);
});

test.each([
  ["nothing", null],
  ["text that is not JSON", "{"],
  ["another version", '{"version":1,"value":3}'],
  ["a value of the wrong kind", '{"version":2,"value":"3"}'],
  ["a list", "[1]"],
])("with %s in storage the default applies", (_, stored) => {
  if (stored !== null) {
    window.localStorage.setItem(persistence.key, stored);
  }
  expect(createPersistedStore(persistence).get()).toBe(7);
});

test("a change in another tab is followed without being written back", () => {
  const store = createPersistedStore(persistence);
  window.localStorage.setItem(persistence.key, '{"version":2,"value":5,"by":"the other tab"}');
  window.dispatchEvent(new StorageEvent("storage", { key: persistence.key }));
  expect(store.get()).toBe(5);
  expect(window.localStorage.getItem(persistence.key)).toContain("the other tab");
});
