import { useStorePart } from "@/common/store";
import { faceChoiceStore, NO_CHOICE, type FaceChoice } from "@/features/restoration/faceChoiceStore";

/** What a person decided about the image's faces. */
export function useFaceChoice(imageId: string): FaceChoice {
  return useStorePart(faceChoiceStore, (choices) => choices[imageId] ?? NO_CHOICE);
}
