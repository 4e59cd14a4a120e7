import { createStore } from "@/common/store";

/** Whether results are shown beside what they were made from. */
export const compareStore = createStore(true);
