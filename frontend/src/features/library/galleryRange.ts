import type { GalleryFilter } from "@/features/library/galleryFilter";
import { placeOf, type GalleryList } from "@/features/library/galleryList";
import type { Selected } from "@/features/library/selectionStore";
import { listImageIds } from "@/services/api/endpoints";

/**
 * All images of a gallery, loaded or not, in its order.
 *
 * @throws ApiProblem when the server refuses, Unreachable when there is no answer.
 */
export async function allOf(filter: GalleryFilter): Promise<Selected[]> {
  const { ids, origins } = await listImageIds({ ...filter, versions: "newest" });
  return ids.map((id, place) => ({ id, origin_id: origins[place] ?? id }));
}

/**
 * The images from that of an origin to a place, both included; the one at the place alone where there is no such origin.
 * What is not loaded is asked for.
 *
 * @throws ApiProblem when the server refuses, Unreachable when there is no answer.
 */
export async function rangeOf(
  list: GalleryList,
  filter: GalleryFilter,
  origin: string | null,
  place: number,
): Promise<Selected[]> {
  const start = origin === null ? place : placeOf(list, origin);
  const loaded = start === null ? null : loadedBetween(list, Math.min(start, place), Math.max(start, place));
  if (loaded !== null) {
    return loaded;
  }
  const all = await allOf(filter);
  const index = all.findIndex(({ origin_id }) => origin_id === origin);
  const first = index < 0 ? place : index;
  return all.slice(Math.min(first, place), Math.max(first, place) + 1);
}

/** The images from one place to another; null when some are not loaded. */
function loadedBetween({ places }: GalleryList, first: number, last: number): Selected[] | null {
  const range: Selected[] = [];
  for (let place = first; place <= last; place++) {
    const image = places.get(place);
    if (image === undefined) {
      return null;
    }
    range.push(image);
  }
  return range;
}
