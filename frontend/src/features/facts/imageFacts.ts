import { formatBytes, formatSize } from "@/common/format";
import { strings } from "@/features/facts/strings";
import { strings as libraryStrings } from "@/features/library/strings";
import { megapixels } from "@/features/upscaling/upscalingPlan";
import { parameterOf } from "@/services/api/parameters";
import type { ImageGeneration, ImageRecord, Recipe } from "@/services/api/types";

/** One fact: what it is called, and what it is. */
export type Fact = readonly [name: string, value: string];

type Step = Recipe["steps"][number];

/** The numbers and names that made the image, as far as they are known; its words are shown apart. */
export function generationFacts(made: ImageGeneration): Fact[] {
  const size = made.width !== null && made.height !== null ? { width: made.width, height: made.height } : null;
  return known([
    [strings.sampler, samplerTitle(made)],
    [strings.steps, made.steps],
    [strings.guidance, made.guidance],
    [strings.size, size && formatSize(size)],
    [strings.model, made.model],
  ]);
}

/** What the file is. */
export function fileFacts(image: ImageRecord): Fact[] {
  const channels = strings.channels[image.channels];
  return known([
    [strings.name, image.name],
    [strings.kind, strings.kinds[image.kind]],
    [strings.size, strings.pixels(formatSize(image), megapixels(image))],
    [strings.format, [image.format.toUpperCase(), channels && strings.depth(image.bits, channels)].join(", ")],
    [strings.bytes, formatBytes(image.bytes)],
    [strings.since[image.kind], new Date(image.created_at).toLocaleString()],
  ]);
}

/** What was done to make the image, a line for each step with the values that were used. */
export function recipeLines({ recipe, faces }: Pick<ImageRecord, "recipe" | "faces">): string[] {
  const steps = recipe?.steps ?? [];
  return steps.map((step, index) => {
    const isAfterUpscaling = steps.slice(0, index).some(({ type }) => type === "upscale");
    const [done, ...details] = step.type === "upscale" ? upscaleWords(step) : restoreWords(step, isAfterUpscaling);
    const count = step.type === "restore_faces" && faces.length > 0 ? [strings.facesFound(faces.length)] : [];
    return `${done}: ${[...details, ...count].join(", ")}.`;
  });
}

type Words = readonly [done: string, ...details: string[]];

function upscaleWords(step: Extract<Step, { type: "upscale" }>): Words {
  return [
    strings.upscaled(step.scale, step.model),
    strings.setTo(parameterOf("UpscaleStep", "denoising_strength").title, step.denoising_strength),
    strings.setTo(parameterOf("UpscaleStep", "upscale_strength").title, step.upscale_strength),
  ];
}

function restoreWords(step: Extract<Step, { type: "restore_faces" }>, isAfterUpscaling: boolean): Words {
  return [
    strings.facesRestored(libraryStrings.algorithms[step.algorithm]),
    strings.faces[step.faces],
    strings.setTo(parameterOf("RestoreFacesStep", "strength").title, step.strength),
    ...(step.algorithm === "codeformer"
      ? [strings.setTo(parameterOf("RestoreFacesStep", "fidelity").title, step.fidelity)]
      : []),
    ...(isAfterUpscaling ? [strings.restoreFrom[step.restore_from]] : []),
  ];
}

/** What a person knows the sampler by; null where it is not known. */
function samplerTitle({ sampler, generator }: ImageGeneration): string | null {
  if (sampler === null) {
    return generator === null ? null : strings.ownSampler;
  }
  return parameterOf("Generation", "sampler").titles[sampler] ?? sampler;
}

const known = (facts: readonly (readonly [string, string | number | null])[]): Fact[] =>
  facts.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)] as const]));
