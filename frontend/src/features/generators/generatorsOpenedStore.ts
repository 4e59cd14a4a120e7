import { createStore } from "@/common/store";

/** Whether the dialog with the list of generators is open. */
export const generatorsOpenedStore = createStore(false);
