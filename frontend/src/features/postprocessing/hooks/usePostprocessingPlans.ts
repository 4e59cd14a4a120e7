import { useQuery } from "@tanstack/react-query";

import { useStore } from "@/common/store";
import {
  postprocessingPlan,
  type Newcomers,
  type PostprocessingPlan,
} from "@/features/postprocessing/postprocessingPlan";
import { restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { restorationAlgorithmsQuery, upscalingModelsQuery } from "@/services/api/queries";

/** What is done with new images by itself; null while it is not known what the server can do. */
export function usePostprocessingPlans(): Readonly<Record<Newcomers, PostprocessingPlan>> | null {
  const upscaling = useStore(upscalingSettingsStore);
  const restoration = useStore(restorationSettingsStore);
  const { data: models } = useQuery(upscalingModelsQuery);
  const { data: algorithms } = useQuery(restorationAlgorithmsQuery);
  if (!models || !algorithms) {
    return null;
  }
  const planFor = (newcomers: Newcomers) =>
    postprocessingPlan(newcomers, { upscaling, restoration }, { models, algorithms });
  return { generated: planFor("generated"), added: planFor("added") };
}
