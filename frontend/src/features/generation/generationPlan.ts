import { parameterOf } from "@/services/api/parameters";
import type { Generation, GeneratorList, GeneratorRecord } from "@/services/api/types";

/** A size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Proportions to choose from, width to height. */
const PROPORTIONS = { square: 1, portrait: 3 / 4, landscape: 4 / 3, tall: 9 / 16, wide: 16 / 9 } as const;

/** Name of proportions to choose from. */
export type Proportions = keyof typeof PROPORTIONS;

/** The proportions to choose from, in the order in which they are offered. */
export const proportionsToChoose = Object.keys(PROPORTIONS) as readonly Proportions[];

/** What the sides of a preset are multiples of, where the generator asks for less. */
const PRESET_GRID = 64;

const width = parameterOf("Generation", "width");
const seed = parameterOf("Generation", "seed");

/** The generator with that name, or the server's default where the name is null or gone; null for an empty list. */
export function chosenGenerator({ items, default: standard }: GeneratorList, name: string | null) {
  return items.find((item) => item.name === name) ?? items.find((item) => item.name === standard) ?? null;
}

/** The size that images will have: as asked for, fitted to the generator, or as it recommends. */
export function sizeFor(asked: Partial<Size> | Generation, generator: GeneratorRecord): Size {
  return {
    width: fitted(asked.width ?? generator.recommended.width, generator.size_multiple),
    height: fitted(asked.height ?? generator.recommended.height, generator.size_multiple),
  };
}

/** The length nearest to `length` that is a multiple of `multiple` and not out of range. */
export function fitted(length: number, multiple: number): number {
  const fewest = Math.ceil(width.minimum / multiple);
  const most = Math.floor(width.maximum / multiple);
  return Math.min(Math.max(Math.round(length / multiple), fewest), most) * multiple;
}

/** The size of those proportions with about as many pixels as the generator recommends, which it does best. */
export function presetSize(proportions: Proportions, { recommended, size_multiple }: GeneratorRecord): Size {
  const pixels = recommended.width * recommended.height;
  const ratio = PROPORTIONS[proportions];
  if (recommended.width / recommended.height === ratio) {
    return { width: recommended.width, height: recommended.height };
  }
  const grid = Math.ceil(PRESET_GRID / size_multiple) * size_multiple;
  return { width: fitted(Math.sqrt(pixels * ratio), grid), height: fitted(Math.sqrt(pixels / ratio), grid) };
}

/** The change that asks for that size: nulls where it is the recommended one, so that it follows the generator. */
export function changeToSize(size: Size, { recommended }: GeneratorRecord): Pick<Generation, "width" | "height"> {
  const isRecommended = size.width === recommended.width && size.height === recommended.height;
  return isRecommended ? { width: null, height: null } : { width: size.width, height: size.height };
}

/** What is really asked for: only what the generator heeds, and can do. */
export function usableGeneration(asked: Generation, generator: GeneratorRecord): Generation {
  const { ignores, samplers } = generator;
  const isOffered = asked.sampler !== null && samplers.includes(asked.sampler);
  return {
    ...asked,
    ...changeToSize(sizeFor(asked, generator), generator),
    prompt: asked.prompt.trim(),
    negative_prompt: ignores.includes("negative_prompt") ? "" : asked.negative_prompt.trim(),
    guidance: ignores.includes("guidance") ? null : asked.guidance,
    sampler: isOffered ? asked.sampler : null,
    generator: generator.name,
  };
}

/** A seed by chance. */
export function drawSeed(): number {
  return Math.floor(Math.random() * (seed.maximum + 1));
}
