import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { galleryQuery } from "@/services/api/queries";

/** The library's images that are loaded so far, newest first, and how to load more. */
export function useGalleryImages() {
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(galleryQuery);
  const images = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const total = data?.pages[0]?.total ?? images.length;
  return { images, total, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage };
}
