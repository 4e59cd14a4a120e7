import { createStore } from "@/common/store";
import type { ImageRecord } from "@/services/api/types";

/** Which images of the gallery are selected. Each is told by its origin, which all its versions share. */
export interface Selection {
  /** Whether those in `origins` are left out of all, instead of being the only ones. */
  readonly all: boolean;
  readonly origins: ReadonlySet<string>;
  /** Where a range begins; null for the image that is shown. */
  readonly anchor: string | null;
  /** Whether a tap selects an image, and does not show it. */
  readonly selecting: boolean;
}

/** The most images that one job takes. */
export const MOST_IMAGES = 10_000;

export const selectionStore = createStore<Selection>({
  all: false,
  origins: new Set(),
  anchor: null,
  selecting: false,
});

/** Whether the image is selected. */
export const isSelected = ({ all, origins }: Selection, originId: string) => origins.has(originId) !== all;

/** How many of the gallery's `total` images are selected. */
export const countSelected = ({ all, origins }: Selection, total: number) =>
  all ? Math.max(0, total - origins.size) : origins.size;

/** Selects the image, or takes it out; the next range begins there. */
export function toggleSelected(originId: string): void {
  change(({ origins }) => ({
    origins: origins.has(originId) ? without(origins, originId) : new Set([...origins, originId]),
    anchor: originId,
  }));
}

/**
 * Selects the images from where a range begins, or from the shown one, to `targetId`, and no others; those selected
 * before as well where `keep` says so. Origins that are not among the entries count as the target.
 */
export function selectRange(
  entries: readonly ImageRecord[],
  shownId: string | null,
  targetId: string,
  keep: boolean,
): void {
  const indexOf = (originId: string | null) => entries.findIndex((entry) => entry.origin_id === originId);
  const target = indexOf(targetId);
  change((selection) => {
    const anchor = indexOf(selection.anchor) < 0 ? shownId : selection.anchor;
    const start = indexOf(anchor) < 0 ? target : indexOf(anchor);
    const range = entries.slice(Math.min(start, target), Math.max(start, target) + 1).map((entry) => entry.origin_id);
    const kept = keep && !selection.all ? selection.origins : [];
    return { all: false, origins: new Set([...kept, ...range]), anchor: entries[start]?.origin_id ?? null };
  });
}

/** Selects all images, loaded or not. */
export function selectAll(): void {
  change(() => ({ all: true, origins: new Set() }));
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

/** Keeps an image that is new to the gallery out of a selection of all that were there before. */
export function keepOut(originId: string): void {
  change(({ all, origins }) => (all ? { origins: new Set([...origins, originId]) } : {}));
}

/** Takes an image that is gone from the gallery out of the selection. */
export function forgetSelected(originId: string): void {
  change(({ origins }) => (origins.has(originId) ? { origins: without(origins, originId) } : {}));
}

const without = (origins: ReadonlySet<string>, originId: string) =>
  new Set([...origins].filter((other) => other !== originId));

function change(next: (selection: Selection) => Partial<Selection>): void {
  selectionStore.update((selection) => ({ ...selection, ...next(selection) }));
}
