import { createStore } from "@/common/store";

/**
 * Ids of the jobs whose images are to be seen in the viewer while they are made, in the order in which they were asked
 * for. Empty once a person has chosen an image.
 */
export const followedJobsStore = createStore<readonly string[]>([]);
