import { changeToSize, chosenGenerator, sizeFor } from "@/features/generation/generationPlan";
import { strings } from "@/features/generation/strings";
import { isAllowed, parameterOf } from "@/services/api/parameters";
import type { Generation, GeneratorList, GeneratorRecord, ImageGeneration } from "@/services/api/types";

/** Settings that were found out of what made an image, and sentences on what could not be taken over. */
export interface Recalled {
  readonly change: Partial<Generation>;
  readonly notes: readonly string[];
}

const samplerParameter = parameterOf("Generation", "sampler");
const samplers = samplerParameter.choices as readonly NonNullable<Generation["sampler"]>[];

/** The prompt, with what is not to be shown. */
export function recallPrompt({ prompt, negative_prompt }: ImageGeneration): Recalled {
  return { change: { prompt, negative_prompt }, notes: [] };
}

/** The seed of the one image. */
export function recallSeed({ seed }: ImageGeneration): Recalled {
  if (seed === null) {
    return { change: {}, notes: [strings.noSeed] };
  }
  return isAllowed(parameterOf("Generation", "seed"), seed)
    ? { change: { seed }, notes: [] }
    : { change: {}, notes: [strings.seedTooLarge(seed)] };
}

/**
 * Everything that made the image, as far as the generators on the list can do it. What the image does not tell is left
 * to the generator; its generator, when it is not on the list, stays the one of `current`.
 */
export function recallAll(made: ImageGeneration, list: GeneratorList, current: Generation): Recalled {
  const listed = list.items.find(({ name }) => name === made.generator);
  const generator = listed ?? chosenGenerator(list, current.generator);
  const parts = [
    recallPrompt(made),
    recallSeed(made),
    recallNumber("steps", made, generator),
    recallNumber("guidance", made, generator),
  ];
  if (listed) {
    parts.push({ change: { generator: listed.name }, notes: [] });
  } else {
    parts.push({ change: {}, notes: [strings.otherGenerator(made.model ?? made.generator)] });
  }
  if (generator) {
    parts.push(recallSize(made, generator), recallSampler(made, generator));
  }
  return {
    change: Object.assign({}, ...parts.map(({ change }) => change)) as Partial<Generation>,
    notes: parts.flatMap(({ notes }) => notes),
  };
}

function recallNumber(
  name: "steps" | "guidance",
  { [name]: value }: ImageGeneration,
  generator: GeneratorRecord | null,
): Recalled {
  const parameter = parameterOf("Generation", name);
  if (value === null || value === generator?.recommended[name]) {
    return { change: { [name]: null }, notes: [] };
  }
  return isAllowed(parameter, value)
    ? { change: { [name]: value }, notes: [] }
    : { change: { [name]: null }, notes: [strings.notPossible(parameter.title, value)] };
}

function recallSize({ width, height }: ImageGeneration, generator: GeneratorRecord): Recalled {
  if (width === null || height === null) {
    return { change: { width: null, height: null }, notes: [] };
  }
  const size = sizeFor({ width, height }, generator);
  const fits = size.width === width && size.height === height;
  return { change: changeToSize(size, generator), notes: fits ? [] : [strings.sizeFitted({ width, height }, size)] };
}

function recallSampler({ sampler }: ImageGeneration, generator: GeneratorRecord): Recalled {
  const known = samplers.find((name) => name === sampler);
  if (sampler === null || (known && generator.samplers.includes(known))) {
    return { change: { sampler: known ?? null }, notes: [] };
  }
  return { change: { sampler: null }, notes: [strings.samplerNotOffered(samplerParameter.titles[sampler] ?? sampler)] };
}
