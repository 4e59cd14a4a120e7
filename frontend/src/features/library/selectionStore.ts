import { createStore } from "@/common/store";
import type { ImageRecord } from "@/services/api/types";

/** An image of the gallery as it is selected: by its origin, which all its versions share, with the version that counts. */
export type Selected = Pick<ImageRecord, "id" | "origin_id">;

/** Which images of the gallery are selected. */
export interface Selection {
  /** Ids of the selected versions by their origins, in the order in which they were selected. */
  readonly images: ReadonlyMap<string, string>;
  /** Where a range begins; null for the image that is shown. */
  readonly anchor: string | null;
  /** Whether a tap selects an image, and does not show it. */
  readonly selecting: boolean;
}

/** The most images that one job takes. */
export const MOST_IMAGES = 10_000;

export const selectionStore = createStore<Selection>({ images: new Map(), anchor: null, selecting: false });

/** Ids of the selected images. */
export const selectedIds = (): string[] => [...selectionStore.get().images.values()];

/** Selects the image, or takes it out; the next range begins there. */
export function toggleSelected(image: Selected): void {
  change(({ images }) => ({
    images: images.has(image.origin_id) ? without(images, image.origin_id) : added(images, [image]),
    anchor: image.origin_id,
  }));
}

/** Selects a range that begins at the anchor, and nothing else; what was selected before as well where `keep` says so. */
export function selectRange(range: readonly Selected[], anchor: string | null, keep: boolean): void {
  change(({ images }) => ({ images: added(keep ? images : new Map(), range), anchor }));
}

/** Selects these images. */
export function selectAll(all: readonly Selected[]): void {
  change(() => ({ images: added(new Map(), all) }));
}

/** Selects nothing, and lets taps show images again. */
export function clearSelection(): void {
  selectionStore.reset();
}

/** Lets the next range begin at the image that is shown. */
export function forgetAnchor(): void {
  change(() => ({ anchor: null }));
}

/** Lets a tap select an image, or show it. */
export function setSelecting(selecting: boolean): void {
  change(() => ({ selecting }));
}

/** Puts a version that is new, or the newest that is left, into the place of the selected one of its origin. */
export function replaceSelected(version: Selected): void {
  change(({ images }) => (images.has(version.origin_id) ? { images: added(images, [version]) } : {}));
}

/** Keeps of the selection what is among these images, which are the newest versions. */
export function keepSelected(all: readonly Selected[]): void {
  const newest = added(new Map(), all);
  change(({ images }) => ({
    images: new Map(
      [...images.keys()].flatMap((originId) => {
        const id = newest.get(originId);
        return id === undefined ? [] : [[originId, id] as const];
      }),
    ),
  }));
}

/** Takes an image that is gone from the gallery out of the selection. */
export function forgetSelected(originId: string): void {
  change(({ images }) => (images.has(originId) ? { images: without(images, originId) } : {}));
}

const added = (images: ReadonlyMap<string, string>, more: readonly Selected[]) =>
  new Map([...images, ...more.map(({ id, origin_id }) => [origin_id, id] as const)]);

const without = (images: ReadonlyMap<string, string>, originId: string) =>
  new Map([...images].filter(([other]) => other !== originId));

function change(next: (selection: Selection) => Partial<Selection>): void {
  selectionStore.update((selection) => {
    const changed = next(selection);
    return Object.keys(changed).length === 0 ? selection : { ...selection, ...changed };
  });
}
