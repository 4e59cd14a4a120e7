import { formatSize } from "@/common/format";
import type { Proportions, Size } from "@/features/generation/generationPlan";

export const strings = {
  title: "Generate",
  promptPlaceholder: "A lighthouse at dusk, oil painting",
  negativePromptPlaceholder: "What should not be in the picture",
  generatorsUnknown: "It is not known yet what this server can generate with.",
  generatorsFailed: "The generators could not be loaded.",
  promptMissing: "Write a prompt first: what the images are to show.",
  notStarted: "Nothing was generated",
  manage: "Manage",
  manageGenerators: "Manage the generators",
  missing: (title: string) => `${title} (not here yet)`,
  downloading: (title: string, percent: string) => `${title} (being fetched, ${percent})`,
  fetchedFirst: (size: string | null) =>
    size === null
      ? "It is not on this machine yet: it is fetched first."
      : `It is not on this machine yet: it needs a download of ${size} first.`,
  size: "Size",
  proportionsTitle: "Proportions",
  proportions: {
    square: "Square",
    portrait: "Portrait",
    landscape: "Landscape",
    tall: "Tall",
    wide: "Wide",
  } satisfies Record<Proportions, string>,
  swap: "Swap width and height",
  recommendedSize: (size: Size) => `Back to the recommended ${formatSize(size)}`,
  sizeHelp: (multiple: number) => `Pixels, in multiples of ${multiple}.`,
  details: "Steps and other details",
  ownSampler: "The generator's own",
  samplerHelp: "How noise becomes a picture.",
  randomSeed: "Random seed",
  newSeed: "Draw another seed",
  seedHelp: (count: number) =>
    count > 1 ? "The first image has this seed; it counts up over the batch." : "The same seed gives the same picture.",
  generate: (count: number) => (count === 1 ? "Generate" : `Generate ${count} images`),
  cancelJob: (title: string) => `Cancel: ${title}`,
  recall: {
    all: {
      label: "Use all",
      done: "Everything taken over",
      message: "Prompt, size, seed and the rest are set as they made this image.",
    },
    prompt: { label: "Use prompt", done: "Prompt taken over", message: "The prompt of this image is set." },
    seed: { label: "Use seed", done: "Seed taken over", message: "The seed of this image is set." },
  },
  notRecalled: "Not taken over",
  noSeed: "It is not known what seed made this image.",
  seedTooLarge: (seed: number) => `The seed ${seed} is larger than Burnish can take.`,
  notPossible: (title: string, value: number) => `${title} cannot be ${value} here.`,
  sizeFitted: (size: Size, fitted: Size) => `${formatSize(size)} became ${formatSize(fitted)}, to suit the generator.`,
  samplerNotOffered: (sampler: string) => `The sampler ${sampler} is not to be had with this generator.`,
  otherGenerator: (name: string | null) =>
    name === null
      ? "It is not known what generator made this image; the chosen one stays."
      : `${name}, which made this image, is not on the list of generators; the chosen one stays.`,
};
