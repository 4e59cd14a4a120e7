import type { FaceChoice } from "@/features/restoration/faceChoiceStore";
import { overlap, scaledBox, sizeOf } from "@/features/restoration/faceGeometry";
import type { RestorationSettings } from "@/features/restoration/restorationSettings";
import { parameterOf } from "@/services/api/parameters";
import type {
  Box,
  ChosenFace,
  FaceList,
  FoundFace,
  ImageRecord,
  Recipe,
  RestorationAlgorithm,
  RestoreFacesStep,
  UpscaleStep,
} from "@/services/api/types";

/** A face that the dialog shows. */
export interface ShownFace {
  readonly key: string;
  /** By which a person tells it from the others, from 1. */
  readonly number: number;
  readonly box: Box;
  readonly landmarks: FoundFace["landmarks"] | null;
  /** How sure the detector is; null for a face that was marked by hand. */
  readonly confidence: number | null;
  readonly included: boolean;
  /** Its own strength; null for that of all. */
  readonly strength: number | null;
}

/** Faces that were found, but are not shown. */
export interface HiddenFaces {
  /** Confidences below the one asked for, the highest first; faces that are too small as well are not counted. */
  readonly lessCertain: readonly number[];
  /** How many are certain enough, but too small. */
  readonly tooSmall: number;
}

/** How much a face and its restored self must have in common to be the same one. */
const SAME_FACE = 0.5;

/** The faces found that pass the step's limits, and after them the marked ones. */
export function shownFaces(found: FaceList | null, step: RestoreFacesStep, choice: FaceChoice): ShownFace[] {
  const all = found === null ? [] : found.items.map((face, index) => ({ ...face, key: `${found.detector}-${index}` }));
  const passing = all.filter((face) => isCertain(face, step) && isLarge(face, step));
  const marked = choice.marked.map((face) => ({ ...face, landmarks: null, confidence: null }));
  return [...passing, ...marked].map((face, index) => ({
    ...face,
    number: index + 1,
    included: !choice.leftOut.includes(face.key),
    strength: choice.strengths[face.key] ?? null,
  }));
}

/** The faces found that do not pass the step's limits. */
export function hiddenFaces(found: FaceList, step: RestoreFacesStep): HiddenFaces {
  const lessCertain = found.items.filter((face) => !isCertain(face, step) && isLarge(face, step));
  return {
    lessCertain: lessCertain.map(({ confidence }) => confidence).sort((a, b) => b - a),
    tooSmall: found.items.filter((face) => isCertain(face, step) && !isLarge(face, step)).length,
  };
}

/** The confidence to ask for so that the most certain one of the hidden faces is shown. */
export function confidenceThatShows(confidence: number): number {
  const { minimum, step } = parameterOf("RestoreFacesStep", "confidence");
  // A little is added before rounding down, because 0.7 / 0.05 is a little less than 14.
  const steps = Math.floor(confidence / step + 1e-9);
  return Math.max(minimum, Number((steps * step).toFixed(2)));
}

/**
 * The step that restores the faces that are included. As long as they are all that pass the step's limits, the step says
 * just that, so that its recipe can be applied to other images too.
 */
export function stepFor(step: RestoreFacesStep, faces: readonly ShownFace[]): RestoreFacesStep {
  const untouched = faces.every((face) => face.included && face.confidence !== null && face.strength === null);
  if (untouched) {
    return { ...step, faces: "all", chosen: [] };
  }
  return { ...step, faces: "chosen", chosen: faces.filter((face) => face.included).map(chosenFace) };
}

/** The recipe with the step and, unless that is null, an upscaling, in the order that was set. */
export function recipeOf(
  restore: RestoreFacesStep,
  upscale: UpscaleStep | null,
  { restoreFirst }: Pick<RestorationSettings, "restoreFirst">,
): Recipe {
  if (upscale === null) {
    return { steps: [restore] };
  }
  return { steps: restoreFirst ? [restore, upscale] : [upscale, restore] };
}

/** Seconds that restoring so many faces takes; null where the number, or the pace on this machine, is not known. */
export function restorationSeconds(algorithm: RestorationAlgorithm | null, count: number | null): number | null {
  const pace = algorithm?.seconds_per_face ?? null;
  return pace === null || count === null ? null : pace * count;
}

/** The newest result of the image in which that face is restored; null when there is none. */
export function restoredVersion(versions: readonly ImageRecord[], image: ImageRecord, face: Box): ImageRecord | null {
  const isSame = (version: ImageRecord) => {
    const box = scaledBox(face, version.width / image.width);
    return version.faces.some((restored) => overlap(restored.box, box) >= SAME_FACE);
  };
  return versions.findLast((version) => version.source_id === image.id && isSame(version)) ?? null;
}

const isCertain = (face: FoundFace, step: RestoreFacesStep) => face.confidence >= step.confidence;
const isLarge = (face: FoundFace, step: RestoreFacesStep) => sizeOf(face.box) >= step.minimum_size;

const chosenFace = ({ box, landmarks, strength }: ShownFace): ChosenFace => ({ box, landmarks, strength });
