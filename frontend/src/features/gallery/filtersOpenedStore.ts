import { createStore } from "@/common/store";

/** Whether the gallery's filters are in sight; Escape closes them, and not what they lie over. */
export const filtersOpenedStore = createStore(false);
