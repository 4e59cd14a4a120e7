import { useStorePart } from "@/common/store";
import { TuningOverlay } from "@/features/tuning/components/TuningOverlay";
import { middleCrop } from "@/features/tuning/cropGeometry";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { usableStep } from "@/features/upscaling/upscalingPlan";
import { changeStep, upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import type { ImageRecord } from "@/services/api/types";

/** The comparison of upscaling settings over the image's upscale dialog, as long as it is open. */
export function UpscaleTuning({ image }: { image: ImageRecord }) {
  const step = useStorePart(upscalingSettingsStore, (settings) => settings.step);
  const { chosen } = useUpscalingModels();
  return (
    <TuningOverlay
      subject={{
        image,
        step: usableStep(step, chosen),
        oneRow: chosen?.denoising !== "adjustable",
        crop: middleCrop(image),
        onAdopt: (adopted) => {
          if (adopted.type === "upscale") {
            const { model, denoising_strength, upscale_strength } = adopted;
            changeStep({ model, denoising_strength, upscale_strength });
          }
        },
      }}
    />
  );
}
