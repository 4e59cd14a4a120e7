import { useThrottledCallback } from "@mantine/hooks";
import { useEffect, useRef } from "react";

import { PAGE_SIZE } from "@/features/library/galleryList";
import { seePlaces } from "@/features/library/pagesInSightStore";

/** Places of the gallery that are in the page. */
interface Sight {
  readonly first: number;
  readonly last: number;
  readonly scrolling: boolean;
}

/** How often at most, in milliseconds, it is told what comes into sight. */
const TELL_EVERY_MS = 100;

/** Tells which places are in sight, so that they are loaded; what rushes by is not worth that until it rests. */
export function useSight({ first, last, scrolling }: Sight): void {
  const before = useRef(0);
  const tellWhileScrolling = useThrottledCallback((from: number, to: number) => {
    const isRushing = Math.abs(from - before.current) > PAGE_SIZE;
    before.current = from;
    if (!isRushing) {
      seePlaces(from, to);
    }
  }, TELL_EVERY_MS);

  useEffect(() => {
    if (scrolling) {
      tellWhileScrolling(first, last);
    } else {
      before.current = first;
      seePlaces(first, last);
    }
  }, [first, last, scrolling, tellWhileScrolling]);
}
