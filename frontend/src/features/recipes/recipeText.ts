import { algorithmNames } from "@/features/library/versionLabel";
import { translator } from "@/i18n/i18n";
import { parameterOf } from "@/services/api/parameters";
import type { Recipe } from "@/services/api/types";

type Step = Recipe["steps"][number];

/** The recipe in a few words: `4x, then faces with GFPGAN`. */
export function recipeSummary({ steps }: Recipe): string {
  const t = translator("recipes");
  return steps.map(stepSummary).reduce((first, second) => t("then", { first, second }));
}

/** The recipe in words, a sentence for each step with the values that are used. */
export function recipeSentences({ steps }: Recipe): string[] {
  return steps.map((step, index) => {
    const isAfterUpscaling = steps.slice(0, index).some(({ type }) => type === "upscale");
    return step.type === "upscale" ? upscaleSentence(step) : restoreSentence(step, isAfterUpscaling);
  });
}

function stepSummary(step: Step): string {
  const t = translator("recipes");
  return step.type === "upscale"
    ? t("scale", { scale: step.scale })
    : t("facesWith", { algorithm: algorithmNames[step.algorithm] });
}

function upscaleSentence(step: Extract<Step, { type: "upscale" }>): string {
  const details = [
    setTo(parameterOf("UpscaleStep", "denoising_strength").title, step.denoising_strength),
    setTo(parameterOf("UpscaleStep", "upscale_strength").title, step.upscale_strength),
  ];
  const { scale, model } = step;
  return translator("recipes")("upscaled", { scale, model, details: details.join(", ") });
}

function restoreSentence(step: Extract<Step, { type: "restore_faces" }>, isAfterUpscaling: boolean): string {
  const t = translator("recipes");
  const details = [
    t(`faces.${step.faces}`),
    setTo(parameterOf("RestoreFacesStep", "strength").title, step.strength),
    ...(step.algorithm === "codeformer"
      ? [setTo(parameterOf("RestoreFacesStep", "fidelity").title, step.fidelity)]
      : []),
    ...(isAfterUpscaling ? [t(`restoreFrom.${step.restore_from}`)] : []),
  ];
  return t("facesRestored", { algorithm: algorithmNames[step.algorithm], details: details.join(", ") });
}

const setTo = (name: string, value: number): string => translator("recipes")("setTo", { name, value });
