import { useQuery } from "@tanstack/react-query";

import { imageQuery } from "@/services/api/queries";
import type { ImageRecord } from "@/services/api/types";

/** The image that a result was made from; null for others, and when it is in the trash. */
export function useSourceOf(image: ImageRecord): ImageRecord | null {
  const { source_id } = image;
  const { data } = useQuery({ ...imageQuery(source_id ?? ""), enabled: source_id !== null });
  return data?.deleted_at === null ? data : null;
}
