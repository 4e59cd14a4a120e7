import { useState, type ReactNode } from "react";

import { UploadContext } from "@/features/upload/uploadContext";
import { UploadQueue, type UploadQueueOptions } from "@/features/upload/uploadQueue";
import { uploadFiles } from "@/services/api/uploadFiles";

interface UploadProviderProps extends Pick<UploadQueueOptions, "maxBytes" | "onAdded" | "onFinished"> {
  readonly children: ReactNode;
}

/** Holds the page's upload queue, with the options of the first render. */
export function UploadProvider({ maxBytes, onAdded, onFinished, children }: UploadProviderProps) {
  const [queue] = useState(() => new UploadQueue({ send: uploadFiles, maxBytes, onAdded, onFinished }));
  return <UploadContext value={queue}>{children}</UploadContext>;
}
