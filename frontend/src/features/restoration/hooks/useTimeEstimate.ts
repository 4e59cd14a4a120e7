import { useTranslation } from "react-i18next";

import { formatDuration } from "@/common/format";
import { useStore } from "@/common/store";
import { useRestorationAlgorithms } from "@/features/restoration/hooks/useRestorationAlgorithms";
import { restorationSeconds } from "@/features/restoration/restorationPlan";
import { restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { useUpscalingModels } from "@/features/upscaling/hooks/useUpscalingModels";
import { estimatedSeconds } from "@/features/upscaling/upscalingPlan";
import type { ImageRecord } from "@/services/api/types";

/** How long restoring so many faces of the image takes, in a sentence; null where the number or the pace is not known. */
export function useTimeEstimate(image: ImageRecord, count: number | null): string | null {
  const { t } = useTranslation("restoration");
  const { alsoUpscale } = useStore(restorationSettingsStore);
  const { chosen: algorithm } = useRestorationAlgorithms();
  const { chosen: model } = useUpscalingModels();
  const restoring = restorationSeconds(algorithm, count);
  const upscaling = alsoUpscale ? estimatedSeconds(model, image) : 0;
  return restoring === null || upscaling === null || count === null
    ? null
    : t("timeEstimate", { duration: formatDuration(restoring + upscaling), count });
}
