import { createPersistedStore } from "@/common/persistedStore";
import { completeParameters } from "@/services/api/parameters";
import type { Generation } from "@/services/api/types";

/**
 * What a person wants to have generated, set last; null stands for what the generator recommends, and for a random seed.
 * The prompt may still be empty.
 */
export const generationSettingsStore = createPersistedStore<Generation>({
  key: "burnish.generation",
  version: 1,
  parse: (stored) => completeParameters("Generation", stored),
});

/** Changes what is to be generated. */
export function changeGeneration(change: Partial<Generation>): void {
  generationSettingsStore.update((settings) => ({ ...settings, ...change }));
}
