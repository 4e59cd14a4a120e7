import { useQuery } from "@tanstack/react-query";

import { useStorePart } from "@/common/store";
import { chosenModel } from "@/features/upscaling/upscalingPlan";
import { upscalingSettingsStore } from "@/features/upscaling/upscalingSettings";
import { upscalingModelsQuery } from "@/services/api/queries";

/** The upscaling models that the server offers, and which of them is chosen; null while that is not known. */
export function useUpscalingModels() {
  const { data } = useQuery(upscalingModelsQuery);
  const chosenName = useStorePart(upscalingSettingsStore, (settings) => settings.step.model);
  return {
    models: data?.items ?? [],
    enabled: data?.enabled ?? null,
    chosen: data ? chosenModel(data.items, chosenName) : null,
  };
}
