import { formatBytes, formatMoment, formatSize } from "@/common/format";
import { recipeSentences } from "@/features/recipes/recipeText";
import { megapixels } from "@/features/upscaling/upscalingPlan";
import { translator } from "@/i18n/i18n";
import { parameterOf } from "@/services/api/parameters";
import type { ImageGeneration, ImageRecord } from "@/services/api/types";

/** One fact: what it is called, and what it is. */
export type Fact = readonly [name: string, value: string];

/** The numbers and names that made the image, as far as they are known; its words are shown apart. */
export function generationFacts(made: ImageGeneration): Fact[] {
  const t = translator("facts");
  const size = made.width !== null && made.height !== null ? { width: made.width, height: made.height } : null;
  return known([
    [t("sampler"), samplerTitle(made)],
    [t("steps"), made.steps],
    [t("guidance"), made.guidance],
    [t("size"), size && formatSize(size)],
    [t("model"), made.model],
  ]);
}

/** What the file is. */
export function fileFacts(image: ImageRecord): Fact[] {
  const t = translator("facts");
  return known([
    [t("name"), image.name],
    [t("kind"), t(`kinds.${image.kind}`)],
    [t("size"), t("pixels", { size: formatSize(image), megapixels: megapixels(image) })],
    [t("format"), [image.format.toUpperCase(), depthOf(image)].join(", ")],
    [t("bytes"), formatBytes(image.bytes)],
    [t(`since.${image.kind}`), formatMoment(image.created_at)],
  ]);
}

/** What was done to make the image, in sentences with the values that were used. */
export function recipeLines({ recipe, faces }: Pick<ImageRecord, "recipe" | "faces">): string[] {
  const count = faces.length;
  const restores = recipe?.steps.some(({ type }) => type === "restore_faces") ?? false;
  return [
    ...(recipe === null ? [] : recipeSentences(recipe)),
    ...(restores && count > 0 ? [translator("facts")("facesFound", { count })] : []),
  ];
}

/** What a person knows the sampler by; null where it is not known. */
function samplerTitle({ sampler, generator }: ImageGeneration): string | null {
  if (sampler === null) {
    return generator === null ? null : translator("facts")("ownSampler");
  }
  return parameterOf("Generation", "sampler").titles[sampler] ?? sampler;
}

/** Bits and channels: `8 bits, colour`. */
const depthOf = ({ bits, channels }: ImageRecord): string => {
  const t = translator("facts");
  return t("depth", { bits, channels: t(`channels.${channels as 1 | 2 | 3 | 4}`) });
};

const known = (facts: readonly (readonly [string, string | number | null])[]): Fact[] =>
  facts.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)] as const]));
