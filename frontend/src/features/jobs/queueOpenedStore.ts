import { createStore } from "@/common/store";

/** Whether the drawer with the queue is open. */
export const queueOpenedStore = createStore(false);
