import { formatSize } from "@/common/format";
import { changeToSize, chosenGenerator, sizeFor } from "@/features/generation/generationPlan";
import { translator } from "@/i18n/i18n";
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
  const t = translator("generation");
  if (seed === null) {
    return { change: {}, notes: [t("noSeed")] };
  }
  return isAllowed(parameterOf("Generation", "seed"), seed)
    ? { change: { seed }, notes: [] }
    : { change: {}, notes: [t("seedTooLarge", { seed })] };
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
    parts.push({ change: {}, notes: [notListed(made.model ?? made.generator)] });
  }
  if (generator) {
    parts.push(recallSize(made, generator), recallSampler(made, generator));
  }
  return {
    change: Object.assign({}, ...parts.map(({ change }) => change)) as Partial<Generation>,
    notes: parts.flatMap(({ notes }) => notes),
  };
}

function notListed(generator: string | null): string {
  const t = translator("generation");
  return generator === null ? t("generatorUnknown") : t("generatorNotListed", { generator });
}

function recallNumber(
  name: "steps" | "guidance",
  { [name]: value }: ImageGeneration,
  generator: GeneratorRecord | null,
): Recalled {
  const t = translator("generation");
  const parameter = parameterOf("Generation", name);
  if (value === null || value === generator?.recommended[name]) {
    return { change: { [name]: null }, notes: [] };
  }
  return isAllowed(parameter, value)
    ? { change: { [name]: value }, notes: [] }
    : { change: { [name]: null }, notes: [t("notPossible", { title: parameter.title, value })] };
}

function recallSize({ width, height }: ImageGeneration, generator: GeneratorRecord): Recalled {
  const t = translator("generation");
  if (width === null || height === null) {
    return { change: { width: null, height: null }, notes: [] };
  }
  const size = sizeFor({ width, height }, generator);
  const fits = size.width === width && size.height === height;
  return {
    change: changeToSize(size, generator),
    notes: fits ? [] : [t("sizeFitted", { size: formatSize({ width, height }), fitted: formatSize(size) })],
  };
}

function recallSampler({ sampler }: ImageGeneration, generator: GeneratorRecord): Recalled {
  const t = translator("generation");
  const known = samplers.find((name) => name === sampler);
  if (sampler === null || (known && generator.samplers.includes(known))) {
    return { change: { sampler: known ?? null }, notes: [] };
  }
  return {
    change: { sampler: null },
    notes: [t("samplerNotOffered", { sampler: samplerParameter.titles[sampler] ?? sampler })],
  };
}
