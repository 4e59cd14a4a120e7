import { useQuery } from "@tanstack/react-query";

import { galleryQuery } from "@/features/library/galleryQuery";

/** The whole library, whatever the gallery is narrowed down to: how many images it has, and those that are loaded. */
export function useLibrary() {
  const { data, error, isPending, isFetching, refetch } = useQuery(galleryQuery());
  return { list: data ?? null, total: data?.total ?? 0, error, isPending, isFetching, refetch };
}
