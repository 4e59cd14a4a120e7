import { heightOf, widthOf } from "@/features/restoration/faceGeometry";
import type { ShownFace } from "@/features/restoration/restorationPlan";
import { strings } from "@/features/restoration/strings";

/** What there is to say of a face in the list: `64 × 70 pixels, 98 % sure`. */
export function faceFacts({ box, confidence }: ShownFace): string {
  const size = strings.faceSize(Math.round(widthOf(box)), Math.round(heightOf(box)));
  return [size, confidence === null ? strings.marked : strings.certainty(confidence)].join(", ");
}

/** All of it in a row: `Face 2, 64 × 70 pixels, 98 % sure, included`. */
export function describeFace(face: ShownFace): string {
  const state = face.included ? strings.faceIncluded : strings.faceLeftOut;
  return [strings.face(face.number), faceFacts(face), state].join(", ");
}
