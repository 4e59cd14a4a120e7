import { createPersistedStore } from "@/common/persistedStore";

/** Names of the parameter column's panels that are open. */
export const openedPanelsStore = createPersistedStore<readonly string[]>({
  key: "burnish.panels",
  version: 1,
  parse: (stored) => (Array.isArray(stored) ? stored.filter((name) => typeof name === "string") : ["upscaling"]),
});
