import { useQuery } from "@tanstack/react-query";

import { useStore } from "@/common/store";
import { planOf, type PostprocessingPlan, type Wanted } from "@/features/postprocessing/postprocessingPlan";
import { restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { restorationAlgorithmsQuery, upscalingModelsQuery } from "@/services/api/queries";

/** What is wanted, with the settings of the panels; null while it is not known what the server can do. */
export function usePlanOf(wanted: Wanted): PostprocessingPlan | null {
  const upscaling = useStore(upscalingSettingsStore);
  const restoration = useStore(restorationSettingsStore);
  const { data: models } = useQuery(upscalingModelsQuery);
  const { data: algorithms } = useQuery(restorationAlgorithmsQuery);
  return models && algorithms ? planOf(wanted, { upscaling, restoration }, { models, algorithms }) : null;
}
