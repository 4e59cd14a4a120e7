import { createPersistedStore } from "@/common/persistedStore";

/** Whether the gallery stands beside the viewer, where there is room for it; remembered. */
export const galleryColumnStore = createPersistedStore({
  key: "burnish.galleryColumn",
  version: 1,
  parse: (stored) => stored !== false,
});
