import { useStorePart } from "@/common/store";
import { sizeOf } from "@/features/restoration/faceGeometry";
import { useFaceChoice } from "@/features/restoration/hooks/useFaceChoice";
import { useFoundFaces } from "@/features/restoration/hooks/useFoundFaces";
import { shownFaces, stepFor } from "@/features/restoration/restorationPlan";
import { changeStep, restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { TuningOverlay } from "@/features/tuning/components/TuningOverlay";
import { cropAround, middleCrop } from "@/features/tuning/cropGeometry";
import type { ImageRecord } from "@/services/api/types";

/** The comparison of restoration settings over the image's dialog, as long as it is open; first of its largest face. */
export function RestoreTuning({ image }: { image: ImageRecord }) {
  const step = useStorePart(restorationSettingsStore, (settings) => settings.step);
  const { search } = useFoundFaces(image.id, step.detector);
  // A strength of its own would be the same in all pictures.
  const faces = shownFaces(search.state === "found" ? search.faces : null, step, useFaceChoice(image.id)).map(
    (face) => ({
      ...face,
      strength: null,
    }),
  );
  const [largest] = faces.filter(({ included }) => included).toSorted((a, b) => sizeOf(b.box) - sizeOf(a.box));

  return (
    <TuningOverlay
      subject={{
        image,
        step: largest ? stepFor(step, faces) : step,
        oneRow: step.algorithm === "gfpgan",
        crop: largest ? cropAround(largest.box, image) : middleCrop(image),
        onAdopt: (adopted) => {
          if (adopted.type === "restore_faces") {
            const { algorithm, strength, fidelity } = adopted;
            changeStep({ algorithm, strength, fidelity });
          }
        },
      }}
    />
  );
}
