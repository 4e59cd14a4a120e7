import { createStore } from "@/common/store";

/** Whether the list of keys is open. */
export const keysOpenedStore = createStore(false);
