import { useStore } from "@/common/store";
import { galleryFilterStore } from "@/features/library/galleryFilter";
import type { GalleryList } from "@/features/library/galleryList";
import { rangeOf } from "@/features/library/galleryRange";
import { selectionStore, selectRange } from "@/features/library/selectionStore";
import { notify } from "@/features/notices/noticeStore";
import { translator } from "@/i18n/i18n";
import { sentenceOf } from "@/services/api/problem";

/**
 * Selects the images from where a range begins, or else from that of the shown origin, to a place; what was selected
 * before as well where `keep` says so.
 */
export function useExtendSelection(list: GalleryList) {
  const filter = useStore(galleryFilterStore);
  return async (place: number, shownOriginId: string | null, keep: boolean): Promise<void> => {
    const { anchor } = selectionStore.get();
    const start = anchor ?? shownOriginId;
    try {
      const range = await rangeOf(list, filter, start, place);
      selectRange(range, start ?? list.places.get(place)?.origin_id ?? null, keep);
    } catch (error) {
      notify({ kind: "problem", title: translator("gallery")("notSelected"), message: sentenceOf(error) });
    }
  };
}
