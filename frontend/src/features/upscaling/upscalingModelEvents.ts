import type { QueryClient } from "@tanstack/react-query";

import { overrideAnswerUnderWay, upscalingModelsQuery } from "@/services/api/queries";
import type { UpscalingModel } from "@/services/api/types";

/** Takes a model that was added into what is loaded. */
export function putUpscalingModel(queryClient: QueryClient, model: UpscalingModel): void {
  changeModels(queryClient, (items) =>
    items.some(({ name }) => name === model.name)
      ? items.map((item) => (item.name === model.name ? model : item))
      : [...items, model],
  );
}

/** Takes a model that was removed out of what is loaded. */
export function dropUpscalingModel(queryClient: QueryClient, { name }: UpscalingModel): void {
  changeModels(queryClient, (items) => items.filter((item) => item.name !== name));
}

function changeModels(queryClient: QueryClient, change: (items: readonly UpscalingModel[]) => UpscalingModel[]): void {
  const { queryKey } = upscalingModelsQuery;
  queryClient.setQueryData(queryKey, (models) => models && { ...models, items: change(models.items) });
  overrideAnswerUnderWay(queryClient, queryKey);
}
