import type { ImageRecord, RestoreFacesStep } from "@/services/api/types";

const plural = (count: number, one: string, more: string) => (count === 1 ? `1 ${one}` : `${count} ${more}`);

export const strings = {
  open: "Facts about the image",
  title: "Facts about the image",
  close: "Close the facts",

  generationTitle: "What made it",
  fromOtherProgram: "Read from the file: another program wrote it there.",
  prompt: "Prompt",
  negativePrompt: "Negative prompt",
  seed: "Seed",
  sampler: "Sampler",
  ownSampler: "The generator's own",
  steps: "Steps",
  guidance: "Guidance",
  size: "Size",
  model: "Model",
  copy: "Copy",
  copied: "Copied",
  copyWhat: (what: string) => `Copy ${what}`,
  notCopied: "Not copied",
  notCopiedHelp: "The browser does not let this page copy. Select the text and copy it with the keys.",

  recipeTitle: "What was done to it",
  upscaled: (scale: number, model: string) => `Upscaled ${scale}x with ${model}`,
  facesRestored: (algorithm: string) => `Faces restored with ${algorithm}`,
  facesFound: (count: number) => plural(count, "face restored", "faces restored"),
  faces: {
    all: "all faces",
    largest: "the largest face",
    chosen: "chosen faces",
  } satisfies Record<RestoreFacesStep["faces"], string>,
  restoreFrom: {
    source: "from the original’s own pixels",
    previous_step: "from the upscaled picture",
  } satisfies Record<RestoreFacesStep["restore_from"], string>,
  setTo: (title: string, value: number) => `${title.toLowerCase()} ${value}`,

  fileTitle: "File",
  name: "Name",
  kind: "Kind",
  kinds: { upload: "Added photo", base: "Generated image", result: "Result" } satisfies Record<
    ImageRecord["kind"],
    string
  >,
  pixels: (size: string, megapixels: string) => `${size} pixels, ${megapixels} MP`,
  format: "Format",
  depth: (bits: number, channels: string) => `${bits} bits, ${channels}`,
  channels: { 1: "grey", 2: "grey with transparency", 3: "colour", 4: "colour with transparency" } as Readonly<
    Record<number, string>
  >,
  bytes: "File size",
  since: { upload: "Added", base: "Made", result: "Made" } satisfies Record<ImageRecord["kind"], string>,
};
