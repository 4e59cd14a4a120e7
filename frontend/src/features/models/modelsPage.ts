import { createStore, useStore } from "@/common/store";

/** The parts of the Models page, in their order. */
export const MODELS_TABS = ["upscaling", "faces", "generators"] as const;

export type ModelsTab = (typeof MODELS_TABS)[number];

/** What the history remembers with an entry that was added by opening the page, and not by following a link to it. */
const OPENED_HERE = { openedHere: true };

/** The part of the page that an address names by what stands behind its `#`; null when it names another place. */
export function tabOf(hash: string): ModelsTab | null {
  const [place, name] = hash.replace(/^#/, "").split("/");
  return place === "models" ? (MODELS_TABS.find((tab) => tab === name) ?? MODELS_TABS[0]) : null;
}

/** The part of the Models page that is shown; null while the page is closed. The address says the same. */
export const modelsPageStore = createStore(tabOf(window.location.hash));

window.addEventListener("popstate", () => {
  modelsPageStore.set(tabOf(window.location.hash));
});

/** Opens the Models page, so that going back closes it, or moves on to another part of it. */
export function openModels(tab: ModelsTab): void {
  const address = `#models/${tab}`;
  if (modelsPageStore.get() === null) {
    window.history.pushState(OPENED_HERE, "", address);
  } else {
    window.history.replaceState(window.history.state, "", address);
  }
  modelsPageStore.set(tab);
}

/** Closes the Models page, and leaves no trace of it in the history. */
export function closeModels(): void {
  if (modelsPageStore.get() === null) {
    return;
  }
  modelsPageStore.set(null);
  if (wasOpenedHere(window.history.state)) {
    window.history.back();
  } else {
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
  }
}

/** The part of the Models page that is shown; null while the page is closed. */
export const useModelsTab = (): ModelsTab | null => useStore(modelsPageStore);

const wasOpenedHere = (state: unknown): boolean => typeof state === "object" && state !== null && "openedHere" in state;
