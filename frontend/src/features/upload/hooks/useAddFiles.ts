import { useCallback } from "react";

import { useUploadQueue } from "@/features/upload/uploadContext";

/** Adds files to the library. */
export function useAddFiles(): (files: readonly File[]) => void {
  const queue = useUploadQueue();
  return useCallback((files) => void queue.add(files), [queue]);
}
