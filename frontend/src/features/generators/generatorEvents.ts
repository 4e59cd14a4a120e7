import type { QueryClient } from "@tanstack/react-query";

import { generatorsQuery, overrideAnswerUnderWay } from "@/services/api/queries";
import type { GeneratorList, GeneratorRecord } from "@/services/api/types";

/** Takes a generator that was added, or whose state has changed, into what is loaded. */
export function putGenerator(queryClient: QueryClient, generator: GeneratorRecord): void {
  changeGenerators(queryClient, (items) =>
    items.some(({ name }) => name === generator.name)
      ? items.map((item) => (item.name === generator.name ? generator : item))
      : [...items, generator],
  );
}

/** Takes a generator that is no longer on the list out of what is loaded. */
export function dropGenerator(queryClient: QueryClient, { name }: GeneratorRecord): void {
  changeGenerators(queryClient, (items) => items.filter((item) => item.name !== name));
}

function changeGenerators(
  queryClient: QueryClient,
  change: (items: readonly GeneratorRecord[]) => GeneratorList["items"],
): void {
  const { queryKey } = generatorsQuery;
  queryClient.setQueryData(queryKey, (list) => list && { ...list, items: change(list.items) });
  overrideAnswerUnderWay(queryClient, queryKey);
}
