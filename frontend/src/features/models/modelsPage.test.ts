import { expect, test, vi } from "vitest";

import { closeModels, modelsPageStore, openModels, tabOf } from "@/features/models/modelsPage";

test.each([
  ["", null],
  ["#", null],
  ["#model", null],
  ["#models", "upscaling"],
  ["#models/faces", "faces"],
  ["#models/generators", "generators"],
  ["#models/none", "upscaling"],
])("the address %s opens %s", (hash, expected) => {
  expect(tabOf(hash)).toBe(expected);
});

test("going back closes what was opened, whichever part of it was looked at", async () => {
  const before = window.history.length;
  openModels("upscaling");
  openModels("faces");
  expect(window.location.hash).toBe("#models/faces");
  expect(window.history.length).toBe(before + 1);
  window.history.back();
  await vi.waitFor(() => {
    expect(modelsPageStore.get()).toBeNull();
  });
  expect(window.location.hash).toBe("");
});

test("closing goes back to where it was opened, and only once", async () => {
  const goBack = vi.spyOn(window.history, "back");
  openModels("faces");
  closeModels();
  closeModels();
  expect(modelsPageStore.get()).toBeNull();
  expect(goBack).toHaveBeenCalledTimes(1);
  await vi.waitFor(() => {
    expect(window.location.hash).toBe("");
  });
});

test("what was opened by a link is closed without leaving the page", async () => {
  const goBack = vi.spyOn(window.history, "back");
  window.location.hash = "#models/generators";
  await vi.waitFor(() => {
    expect(modelsPageStore.get()).toBe("generators");
  });
  closeModels();
  expect(goBack).not.toHaveBeenCalled();
  expect(window.location.hash).toBe("");
});
