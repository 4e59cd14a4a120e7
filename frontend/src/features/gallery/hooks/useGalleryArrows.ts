import { useQueryClient } from "@tanstack/react-query";

import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { galleryFilterStore } from "@/features/library/galleryFilter";
import { placeOf } from "@/features/library/galleryList";
import { galleryQuery, imageAt } from "@/features/library/galleryQuery";
import { useShowImage } from "@/features/library/hooks/useShowImage";
import { useShownImage } from "@/features/library/hooks/useShownImage";
import { forgetAnchor } from "@/features/library/selectionStore";

/** Moves through the gallery by arrow keys, wherever the focus is. */
export function useGalleryArrows(): void {
  const queryClient = useQueryClient();
  const showImage = useShowImage();
  const originId = useShownImage()?.origin_id ?? null;

  const move = async (step: number) => {
    const list = queryClient.getQueryData(galleryQuery(galleryFilterStore.get()).queryKey);
    const place = list ? placeOf(list, originId) : null;
    const target = await imageAt(queryClient, place === null ? 0 : place + step);
    if (target) {
      showImage(target);
      forgetAnchor();
    }
  };
  useKeyAction("previous", () => void move(-1));
  useKeyAction("next", () => void move(1));
}
