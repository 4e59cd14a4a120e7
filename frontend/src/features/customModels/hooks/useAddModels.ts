import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { addModels } from "@/features/customModels/modelUploads";

/** Adds files to the upscaling models. */
export function useAddModels(): (files: readonly File[]) => void {
  const queryClient = useQueryClient();
  return useCallback((files) => void addModels(queryClient, files), [queryClient]);
}
