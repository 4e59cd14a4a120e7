import { createStore } from "@/common/store";
import type { Box } from "@/services/api/types";

/** A face that a person marked. */
export interface MarkedFace {
  readonly key: string;
  readonly box: Box;
}

/** What a person decided about the faces of one image; faces are told apart by keys. */
export interface FaceChoice {
  readonly leftOut: readonly string[];
  /** Strengths of the faces that have one of their own. */
  readonly strengths: Readonly<Record<string, number>>;
  readonly marked: readonly MarkedFace[];
  /** How many faces were ever marked, so that no key comes twice. */
  readonly markedSoFar: number;
}

/** Of an image whose faces nobody looked at. */
export const NO_CHOICE: FaceChoice = { leftOut: [], strengths: {}, marked: [], markedSoFar: 0 };

/** The choices by image id, kept for as long as the page is open. */
export const faceChoiceStore = createStore<Readonly<Record<string, FaceChoice>>>({});

/** Includes faces of the image, or leaves them out. */
export function setIncluded(imageId: string, keys: readonly string[], included: boolean): void {
  change(imageId, (choice) => {
    const others = choice.leftOut.filter((key) => !keys.includes(key));
    return { ...choice, leftOut: included ? others : [...others, ...keys] };
  });
}

/** Gives a face a strength of its own, or with null the one that all have. */
export function setOwnStrength(imageId: string, key: string, strength: number | null): void {
  change(imageId, (choice) => {
    const others = Object.entries(choice.strengths).filter(([other]) => other !== key);
    return { ...choice, strengths: Object.fromEntries(strength === null ? others : [...others, [key, strength]]) };
  });
}

/** Marks a face; returns its key. */
export function markFace(imageId: string, box: Box): string {
  const key = `marked-${faceChoiceOf(imageId).markedSoFar + 1}`;
  change(imageId, (choice) => ({
    ...choice,
    marked: [...choice.marked, { key, box }],
    markedSoFar: choice.markedSoFar + 1,
  }));
  return key;
}

/** Moves the box of a marked face. */
export function changeMarked(imageId: string, key: string, box: Box): void {
  change(imageId, (choice) => ({
    ...choice,
    marked: choice.marked.map((face) => (face.key === key ? { key, box } : face)),
  }));
}

/** Takes a marked face away. */
export function removeMarked(imageId: string, key: string): void {
  change(imageId, (choice) => ({ ...choice, marked: choice.marked.filter((face) => face.key !== key) }));
}

/** What was decided about the image's faces. */
export const faceChoiceOf = (imageId: string): FaceChoice => faceChoiceStore.get()[imageId] ?? NO_CHOICE;

function change(imageId: string, next: (choice: FaceChoice) => FaceChoice): void {
  faceChoiceStore.update((choices) => ({ ...choices, [imageId]: next(choices[imageId] ?? NO_CHOICE) }));
}
