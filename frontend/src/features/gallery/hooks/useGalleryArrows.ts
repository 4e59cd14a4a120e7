import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { useGalleryImages } from "@/features/library/hooks/useGalleryImages";
import { useShowImage } from "@/features/library/hooks/useShowImage";
import { useShownImage } from "@/features/library/hooks/useShownImage";
import { neighbourOf } from "@/features/library/imagePages";
import { forgetAnchor } from "@/features/library/selectionStore";

/** Moves through the gallery by arrow keys, wherever the focus is. */
export function useGalleryArrows(): void {
  const { images } = useGalleryImages();
  const showImage = useShowImage();
  const originId = useShownImage()?.origin_id ?? null;

  const move = (step: number) => {
    const target = neighbourOf(images, originId, step);
    if (target) {
      showImage(target);
      forgetAnchor();
    }
  };
  useKeyAction("previous", () => {
    move(-1);
  });
  useKeyAction("next", () => {
    move(1);
  });
}
