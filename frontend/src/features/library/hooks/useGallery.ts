import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { useStore } from "@/common/store";
import { galleryFilterStore } from "@/features/library/galleryFilter";
import { isPageLoaded } from "@/features/library/galleryList";
import { galleryPageQuery, galleryQuery } from "@/features/library/galleryQuery";
import { pagesInSightStore } from "@/features/library/pagesInSightStore";

/** How soon, in milliseconds, a narrowed gallery is asked for anew after something changed that may be in it. */
const ASK_AGAIN_AFTER_MS = 500;

/** The gallery as it is narrowed down at the moment; the pages in sight of it are loaded. */
export function useGallery() {
  const filter = useStore(galleryFilterStore);
  const inSight = useStore(pagesInSightStore);
  const query = useQuery({ ...galleryQuery(filter), placeholderData: keepPreviousData });
  const { data: list, error, isPending, isFetching, isStale, refetch } = query;
  const missing = list?.filter === filter ? inSight.filter((page) => !isPageLoaded(list, page)) : [];
  const pages = useQueries({ queries: missing.map((page) => galleryPageQuery(filter, page, list?.askedAt ?? 0)) });
  const failedPage = pages.find((page) => page.error !== null);
  const isOutdated = isStale && !isFetching && error === null;

  useEffect(() => {
    if (!isOutdated) {
      return;
    }
    const timer = window.setTimeout(() => void refetch(), ASK_AGAIN_AFTER_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [isOutdated, refetch]);

  return {
    list: list ?? null,
    error: error ?? failedPage?.error ?? null,
    isPending,
    retry: () => void (failedPage ?? { refetch }).refetch(),
  };
}
