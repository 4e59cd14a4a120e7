import type { Point } from "@/features/viewer/geometry";
import type { ViewControls } from "@/features/viewer/hooks/useView";

/** The controls of a view for an element that shows the same `factor` times as large. */
export function scaledControls(controls: ViewControls, factor: number): ViewControls {
  const scaled = ({ x, y }: Point): Point => ({ x: x / factor, y: y / factor });
  return {
    ...controls,
    showActualSize: (at) => {
      controls.showActualSize(at && scaled(at));
    },
    toggle: (at) => {
      controls.toggle(at && scaled(at));
    },
    zoomBy: (by, at) => {
      controls.zoomBy(by, at && scaled(at));
    },
    pan: (by) => {
      controls.pan(scaled(by));
    },
  };
}
