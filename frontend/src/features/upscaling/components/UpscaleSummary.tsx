import { useTranslation } from "react-i18next";

import { FactsTable } from "@/common/components/FactsTable";
import { formatDuration, formatSize } from "@/common/format";
import { useStorePart } from "@/common/store";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { estimatedSeconds, megapixels, targetSize, usableScale } from "@/features/upscaling/upscalingPlan";
import { upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import type { ImageRecord } from "@/services/api/types";

/** What upscaling the image will come to: its size now and then, and the time that it takes. */
export function UpscaleSummary({ image }: { image: ImageRecord }) {
  const { t } = useTranslation("upscaling");
  const step = useStorePart(upscalingSettingsStore, (settings) => settings.step);
  const { chosen } = useUpscalingModels();
  const target = targetSize(image, usableScale(step, chosen));
  const seconds = estimatedSeconds(chosen, image);
  const rows = [
    [t("source"), t("size", { pixels: formatSize(image), megapixels: megapixels(image) })],
    [t("target"), t("size", { pixels: formatSize(target), megapixels: megapixels(target) })],
    [t("time"), seconds === null ? t("timeUnknown") : t("timeEstimate", { duration: formatDuration(seconds) })],
  ] as const;

  return <FactsTable facts={rows} nameWidth="4.5rem" />;
}
