import { useQuery } from "@tanstack/react-query";

import { useStore } from "@/common/store";
import { shownImageStore } from "@/features/library/shownImageStore";
import { imageQuery } from "@/services/api/queries";
import type { ImageRecord } from "@/services/api/types";

/** The record of the image in the viewer; null while there is none or while it loads. */
export function useShownImage(): ImageRecord | null {
  const id = useStore(shownImageStore);
  const { data } = useQuery({ ...imageQuery(id ?? ""), enabled: id !== null });
  return data ?? null;
}
