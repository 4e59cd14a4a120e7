import type { RefObject } from "react";

import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import type { ViewControls } from "@/features/viewer/hooks/useView";
import { ZOOM_STEP } from "@/features/viewer/zoomStep";

/** CSS pixels that a key moves the image by. */
const PAN_STEP = 80;

/** Zooms and moves the image by keys; in a dialog by those pressed inside `own`. */
export function useViewKeys({ zoomBy, toggle, pan }: ViewControls, own?: RefObject<HTMLElement | null>): void {
  useKeyAction(
    "zoomIn",
    () => {
      zoomBy(ZOOM_STEP);
    },
    own,
  );
  useKeyAction(
    "zoomOut",
    () => {
      zoomBy(1 / ZOOM_STEP);
    },
    own,
  );
  useKeyAction(
    "toggleZoom",
    () => {
      toggle();
    },
    own,
  );
  useKeyAction(
    "panLeft",
    () => {
      pan({ x: PAN_STEP, y: 0 });
    },
    own,
  );
  useKeyAction(
    "panRight",
    () => {
      pan({ x: -PAN_STEP, y: 0 });
    },
    own,
  );
  useKeyAction(
    "panUp",
    () => {
      pan({ x: 0, y: PAN_STEP });
    },
    own,
  );
  useKeyAction(
    "panDown",
    () => {
      pan({ x: 0, y: -PAN_STEP });
    },
    own,
  );
}
