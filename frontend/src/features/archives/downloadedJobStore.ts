import { createStore } from "@/common/store";

/** Id of the job whose results a dialog offers as a zip; null while none does. */
export const downloadedJobStore = createStore<string | null>(null);
