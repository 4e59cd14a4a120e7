import { createStore } from "@/common/store";
import type { Step } from "@/services/api/types";

/** Of which kind of step settings are being compared, over the dialog for that step; null while none are. */
export const tuningOpenedStore = createStore<Step["type"] | null>(null);

/** Goes back to the dialog for the step. */
export function closeTuning(): void {
  tuningOpenedStore.set(null);
}
