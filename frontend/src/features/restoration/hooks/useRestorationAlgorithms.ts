import { useQuery } from "@tanstack/react-query";

import { useStorePart } from "@/common/store";
import { restorationSettingsStore } from "@/features/restoration/restorationSettings";
import { restorationAlgorithmsQuery } from "@/services/api/queries";

/** The algorithms that the server offers, and which of them is chosen; null while that is not known. */
export function useRestorationAlgorithms() {
  const { data } = useQuery(restorationAlgorithmsQuery);
  const chosenName = useStorePart(restorationSettingsStore, (settings) => settings.step.algorithm);
  return {
    algorithms: data?.items ?? [],
    enabled: data?.enabled ?? null,
    chosen: data?.items.find((algorithm) => algorithm.name === chosenName) ?? null,
  };
}
