import { useEffect } from "react";

import { useStore } from "@/common/store";
import { useLibrary } from "@/features/library/hooks/useLibrary";
import { useShowImage } from "@/features/library/hooks/useShowImage";
import { shownImageStore } from "@/features/library/shownImageStore";

/** Shows the newest image while none was chosen, so that the viewer is empty only when the library is. */
export function useFirstImageShown(): void {
  const shownId = useStore(shownImageStore);
  const newest = useLibrary().list?.places.get(0);
  const showImage = useShowImage();

  useEffect(() => {
    if (shownId === null && newest) {
      showImage(newest);
    }
  }, [shownId, newest, showImage]);
}
