import type { RestoreFacesStep } from "@/services/api/types";

export const strings = {
  times: (scale: number) => `${scale}x`,
  algorithms: { gfpgan: "GFPGAN", codeformer: "CodeFormer" } satisfies Record<RestoreFacesStep["algorithm"], string>,
  deleted: "Moved to the trash",
  notDeleted: "The image was not changed",
  undo: "Undo",
};
