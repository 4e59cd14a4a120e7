import { useCallback, useMemo, useState } from "react";

import { clampView, fitView, panBy, zoomTo, type Point, type Size, type View } from "@/features/viewer/geometry";

/** How a part of an image is shown in a viewer of a given size, and how to change that. */
export interface ViewControls {
  readonly view: View;
  /** CSS pixels that one pixel of the image takes. */
  readonly scale: number;
  readonly fits: boolean;
  readonly isActualSize: boolean;
  readonly fit: () => void;
  /** One pixel of the image on one pixel of the screen. */
  readonly showActualSize: (at?: Point) => void;
  readonly toggle: (at?: Point) => void;
  readonly zoomBy: (factor: number, at?: Point) => void;
  readonly pan: (by: Point) => void;
}

/** Zoom and place of an image; it fits the viewer until something else is chosen, and whenever it is chosen again. */
export function useView(image: Size, box: Size): ViewControls {
  const [chosen, setChosen] = useState<View | null>(null);
  const view = useMemo(() => (chosen ? clampView(chosen, image, box) : fitView(image, box)), [chosen, image, box]);
  const actualWidth = image.width / window.devicePixelRatio;
  const isActualSize = Math.abs(view.width - actualWidth) < 0.5;

  const change = useCallback(
    (next: (current: View) => View) => {
      setChosen((current) => next(current ? clampView(current, image, box) : fitView(image, box)));
    },
    [image, box],
  );
  const middle = { x: box.width / 2, y: box.height / 2 };
  const fit = () => {
    setChosen(null);
  };
  const showActualSize = (at: Point = middle) => {
    change((current) => zoomTo(current, actualWidth, at, image, box));
  };

  return {
    view,
    scale: view.width / image.width,
    fits: chosen === null,
    isActualSize,
    fit,
    showActualSize,
    toggle: (at) => {
      if (chosen === null && !isActualSize) {
        showActualSize(at);
      } else {
        fit();
      }
    },
    zoomBy: (factor, at = middle) => {
      change((current) => zoomTo(current, current.width * factor, at, image, box));
    },
    pan: (by) => {
      change((current) => panBy(current, by, image, box));
    },
  };
}
