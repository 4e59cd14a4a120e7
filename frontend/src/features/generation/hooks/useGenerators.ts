import { useQuery } from "@tanstack/react-query";

import { useStorePart } from "@/common/store";
import { chosenGenerator } from "@/features/generation/generationPlan";
import { generationSettingsStore } from "@/features/generation/generationSettings";
import { generatorsQuery } from "@/services/api/queries";

/** The generators that the server offers, and which of them is chosen; null while that is not known. */
export function useGenerators() {
  const { data, error } = useQuery(generatorsQuery);
  const name = useStorePart(generationSettingsStore, (settings) => settings.generator);
  return {
    generators: data?.items ?? [],
    chosen: data ? chosenGenerator(data, name) : null,
    error,
  };
}
