import type { RestoreFacesStep } from "@/services/api/types";

export const strings = {
  times: (scale: number) => `${scale}x`,
  algorithms: { gfpgan: "GFPGAN", codeformer: "CodeFormer" } satisfies Record<RestoreFacesStep["algorithm"], string>,
  deleted: "Moved to the trash",
  notDeleted: "The image was not changed",
  undo: "Undo",
  images: (count: number) => (count === 1 ? "1 image" : `${count.toLocaleString("en")} images`),
  noneSelected: "No image is selected.",
  tooMany: (most: number) => `At most ${most.toLocaleString("en")} images can be worked on at a time: select fewer.`,
  selectionQueued: (count: number) => (count === 1 ? "1 image is in the queue" : `${count} images are in the queue`),
  selectionQueuedHelp: "They are one job, in which each has a row.",
  showQueue: "Show the queue",
};
