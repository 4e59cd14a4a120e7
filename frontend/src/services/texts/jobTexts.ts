import type { JobRecord } from "@/services/api/types";
import { textByPattern } from "@/services/texts/patterns";
import { serverText } from "@/services/texts/serverTexts";

/** What a job is to do, in the page's language. */
export function jobTitle({ kind, title, subject, recipe, generation, images }: JobRecord): string {
  const steps = recipe?.steps ?? [];
  const action = kind === "postprocess" ? steps.map(({ type }) => type).join("_") : kind;
  const scale = steps.find((step) => step.type === "upscale")?.scale;
  const count = kind === "generate" ? generation?.count : images.length;
  if (kind === "generate" || (kind === "postprocess" && images.length > 1)) {
    return serverText(["jobs", action, "images"], title, { subject, scale, count });
  }
  // Releases before did not note what a job is about: its title alone tells.
  return subject === "" ? title : serverText(["jobs", action, "named"], title, { subject, scale });
}

/** Stages that name what they are about, and the keys of their texts. */
const STAGES_WITH_NAMES = [
  { pattern: /^Generating (?<done>\d+) of (?<all>\d+)$/, name: "Generating of" },
  { pattern: /^Fetching (?!the generator$)(?<name>.+)$/, name: "Fetching" },
  { pattern: /^Waiting for the fetch of (?<name>.+)$/, name: "Waiting for the fetch of" },
];

/** What a job is busy with, in the page's language; a stage that is not known as the server tells it. */
export const stageText = (stage: string): string =>
  textByPattern("stages", STAGES_WITH_NAMES, stage) ?? serverText(["stages", stage], stage);
