import { strings as libraryStrings } from "@/features/library/strings";
import type { Recipe } from "@/services/api/types";

type Step = Recipe["steps"][number];

const inShort = (step: Step) =>
  step.type === "upscale"
    ? libraryStrings.times(step.scale)
    : `faces with ${libraryStrings.algorithms[step.algorithm]}`;

const inOrder = ({ steps }: Recipe) => steps.map(inShort).join(", then ");

export const strings = {
  applyToGenerated: "Apply to every generated image",
  applyToGeneratedLabel: (title: string) => `${title}: apply to every generated image`,
  applyToAdded: "Apply to every photo that is added",
  everyGenerated: (recipe: Recipe) => `Every generated image: ${inOrder(recipe)}.`,
  everyAdded: (recipe: Recipe) => `Every photo that is added: ${inOrder(recipe)}.`,
  nothing: "Generated images and photos stay as they are until you press a button.",
  notApplied: (count: number) =>
    count === 1 ? "The photo stays as it was added" : "The photos stay as they were added",
  acceptLicence:
    "CodeFormer may be used once its licence is accepted: open Face Restoration in the settings, accept it there, and try again.",
  tryAgain: "Try again",
};
