import { createStore } from "@/common/store";

/** Whether the facts about the shown image are in sight; they stay so from image to image. */
export const factsOpenedStore = createStore(false);
