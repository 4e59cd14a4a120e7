import { createContext, use } from "react";

import type { UploadQueue } from "@/features/upload/uploadQueue";

export const UploadContext = createContext<UploadQueue | null>(null);

/** The page's upload queue. */
export function useUploadQueue(): UploadQueue {
  const queue = use(UploadContext);
  if (!queue) {
    throw new Error("There is no UploadProvider above this component");
  }
  return queue;
}
