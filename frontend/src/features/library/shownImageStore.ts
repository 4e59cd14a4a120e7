import { createStore } from "@/common/store";

/** Id of the image in the viewer; null while there is none. */
export const shownImageStore = createStore<string | null>(null);
