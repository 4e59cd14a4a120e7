import { formatPercent } from "@/common/format";
import { heightOf, widthOf } from "@/features/restoration/faceGeometry";
import type { ShownFace } from "@/features/restoration/restorationPlan";
import { translator } from "@/i18n/i18n";

/** What there is to say of a face in the list: `64 × 70 pixels, 98 % sure`. */
export function faceFacts({ box, confidence }: ShownFace): string {
  const t = translator("restoration");
  const size = { width: Math.round(widthOf(box)), height: Math.round(heightOf(box)) };
  return confidence === null
    ? t("factsOfMarked", size)
    : t("factsOfFound", { ...size, certainty: formatPercent(confidence) });
}

/** All of it in a row: `Face 2, 64 × 70 pixels, 98 % sure, included`. */
export function describeFace(face: ShownFace): string {
  const t = translator("restoration");
  const texts = { number: face.number, facts: faceFacts(face) };
  return face.included ? t("describedIncluded", texts) : t("describedLeftOut", texts);
}
