import type { JobRecord } from "@/services/api/types";

/** How far a generation job has come. */
export interface GenerationState {
  /** How many base images it is to make. */
  readonly count: number;
  /** How many of them are made. */
  readonly made: number;
  /** How many results were made of base images. */
  readonly finished: number;
  /** Whether it is past making base images, and works on those that are made. */
  readonly isFinishing: boolean;
}

/** How far the job has come by its results, which are first base images and then what is made of them. */
export function generationState({ generation, recipe, images, results }: JobRecord): GenerationState {
  const count = generation?.count ?? 0;
  // A base image that failed is not among the images that wait for the recipe.
  const made = Math.min(results.length, count, recipe ? images.length : count);
  const finished = results.length - made;
  return { count, made, finished, isFinishing: recipe !== null && (made === count || finished > 0) };
}
