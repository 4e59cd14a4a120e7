/** A size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A place in the viewer, in CSS pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Where an image lies in the viewer: its upper left corner and its width there, in CSS pixels. Versions of an image
 * have the same proportions, so that a view shows the same part of each of them.
 */
export interface View extends Point {
  readonly width: number;
}

/** Images smaller than the viewer are enlarged to fit it, but no more than this. */
const MOST_ENLARGED_FIT = 4;

/** The most CSS pixels that one pixel of an image takes. */
const MOST_ENLARGED = 32;

/** The view that shows all of the image in the middle of the viewer. */
export function fitView(image: Size, box: Size): View {
  const scale = Math.min(box.width / image.width, box.height / image.height, MOST_ENLARGED_FIT);
  return centred({ width: image.width * scale, x: 0, y: 0 }, image, box);
}

/** The view with the image's width set to `width`, as far as that is allowed, while `point` stays where it is. */
export function zoomTo(view: View, width: number, point: Point, image: Size, box: Size): View {
  const smallest = Math.min(fitView(image, box).width, image.width / 4);
  const next = Math.min(Math.max(width, smallest), image.width * MOST_ENLARGED);
  const factor = next / view.width;
  return clampView(
    { width: next, x: point.x - (point.x - view.x) * factor, y: point.y - (point.y - view.y) * factor },
    image,
    box,
  );
}

/** The view moved by `by`. */
export function panBy(view: View, by: Point, image: Size, box: Size): View {
  return clampView({ ...view, x: view.x + by.x, y: view.y + by.y }, image, box);
}

/** The view moved so that the image covers the viewer where it is larger, and lies in its middle where it is smaller. */
export function clampView(view: View, image: Size, box: Size): View {
  const middle = centred(view, image, box);
  const height = heightOf(view, image);
  return {
    width: view.width,
    x: view.width <= box.width ? middle.x : clamp(view.x, box.width - view.width, 0),
    y: height <= box.height ? middle.y : clamp(view.y, box.height - height, 0),
  };
}

/** Height of the image in the view, in CSS pixels. */
export function heightOf(view: View, image: Size): number {
  return (view.width * image.height) / image.width;
}

/** From where to where the image can be seen, in CSS pixels across the viewer. */
export function visibleSpan(view: View, box: Size): { readonly start: number; readonly end: number } {
  return { start: clamp(view.x, 0, box.width), end: clamp(view.x + view.width, 0, box.width) };
}

/** Where across the visible part of the image `x` lies, from 0 at its left to 1 at its right edge. */
export function fractionAt(x: number, { start, end }: { readonly start: number; readonly end: number }): number {
  return end > start ? clamp((x - start) / (end - start), 0, 1) : 0.5;
}

function centred(view: View, image: Size, box: Size): View {
  return { ...view, x: (box.width - view.width) / 2, y: (box.height - heightOf(view, image)) / 2 };
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
