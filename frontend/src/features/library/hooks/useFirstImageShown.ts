import { useEffect } from "react";

import { useStore } from "@/common/store";
import { useLibrary } from "@/features/library/hooks/useLibrary";
import { useShowImage } from "@/features/library/hooks/useShowImage";
import { useShownImage } from "@/features/library/hooks/useShownImage";
import { shownImageStore } from "@/features/library/shownImageStore";

/**
 * Shows the newest image while none was chosen, or the one that was is in the trash, so that the viewer is empty only
 * when the library is.
 */
export function useFirstImageShown(): void {
  const shownId = useStore(shownImageStore);
  const { list, isFetching } = useLibrary();
  const newest = list?.places.get(0);
  const isGone = (useShownImage()?.deleted_at ?? null) !== null;
  const showImage = useShowImage();

  useEffect(() => {
    // A list that is older than the move to the trash may begin with the same image.
    if (isGone && !isFetching) {
      shownImageStore.set(null);
    }
  }, [isGone, isFetching]);

  useEffect(() => {
    if (shownId === null && newest) {
      showImage(newest);
    }
  }, [shownId, newest, showImage]);
}
