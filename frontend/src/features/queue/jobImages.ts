import type { JobRecord } from "@/services/api/types";

/** How many items the job has: images to make, and images to finish. */
export function itemCount({ kind, generation, recipe, images }: JobRecord): number {
  switch (kind) {
    case "generate":
      return (generation?.count ?? 0) * (recipe ? 2 : 1);
    case "postprocess":
      return images.length;
    default:
      return 0;
  }
}

/** Id of the image that stands for the job: the one in work, or the latest that was made; null when there is none. */
export function pictureOf({ kind, images, results, current }: JobRecord): string | null {
  if (kind === "generate") {
    return results.at(-1) ?? null;
  }
  return images[current?.index ?? results.length] ?? images[0] ?? null;
}
