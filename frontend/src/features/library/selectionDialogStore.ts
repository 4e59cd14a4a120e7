import { createStore } from "@/common/store";

/** Which dialog asks what to do with the selected images; null while none does. */
export const selectionDialogStore = createStore<"upscale" | "restore" | "recipe" | "archive" | null>(null);

/** Closes that dialog. */
export function closeSelectionDialog(): void {
  selectionDialogStore.set(null);
}
