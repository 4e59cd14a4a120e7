import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import type { ViewControls } from "@/features/viewer/hooks/useView";
import { ZOOM_STEP } from "@/features/viewer/zoomStep";

/** CSS pixels that a key moves the image by. */
const PAN_STEP = 80;

/** Zooms and moves the image by keys. */
export function useViewKeys({ zoomBy, toggle, pan }: ViewControls): void {
  useKeyAction("zoomIn", () => {
    zoomBy(ZOOM_STEP);
  });
  useKeyAction("zoomOut", () => {
    zoomBy(1 / ZOOM_STEP);
  });
  useKeyAction("toggleZoom", () => {
    toggle();
  });
  useKeyAction("panLeft", () => {
    pan({ x: PAN_STEP, y: 0 });
  });
  useKeyAction("panRight", () => {
    pan({ x: -PAN_STEP, y: 0 });
  });
  useKeyAction("panUp", () => {
    pan({ x: 0, y: PAN_STEP });
  });
  useKeyAction("panDown", () => {
    pan({ x: 0, y: -PAN_STEP });
  });
}
