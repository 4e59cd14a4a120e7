import { useEffect, useEffectEvent, useRef, type PointerEvent, type RefObject } from "react";

import type { Point } from "@/features/viewer/geometry";
import type { ViewControls } from "@/features/viewer/hooks/useView";

/** How much one notch of a wheel zooms, as an exponent for each pixel that it would scroll. */
const ZOOM_PER_PIXEL = 0.0015;
const PIXELS_PER_LINE = 16;

/** Dragging moves the image, pinching and the wheel zoom it where they are, a double click changes between fit and 1:1. */
export function useZoomGestures(stage: RefObject<HTMLElement | null>, controls: ViewControls) {
  const pointers = useRef(new Map<number, Point>());

  const placeOf = (event: { clientX: number; clientY: number }): Point => {
    const box = stage.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : PIXELS_PER_LINE);
    controls.zoomBy(Math.exp(-pixels * ZOOM_PER_PIXEL), placeOf(event));
  });

  useEffect(() => {
    // React listens to wheels passively, which would let the page scroll.
    const element = stage.current;
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  }, [stage]);

  const release = (event: PointerEvent) => {
    pointers.current.delete(event.pointerId);
  };

  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button === 0) {
        event.currentTarget.setPointerCapture(event.pointerId);
        pointers.current.set(event.pointerId, placeOf(event));
      }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const before = pointers.current.get(event.pointerId);
      if (!before) {
        return;
      }
      const now = placeOf(event);
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
      pointers.current.set(event.pointerId, now);
      if (other) {
        controls.zoomBy(distance(now, other) / Math.max(1, distance(before, other)), between(now, other));
        controls.pan({ x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 });
      } else {
        controls.pan({ x: now.x - before.x, y: now.y - before.y });
      }
    },
    onPointerUp: release,
    onPointerCancel: release,
    onDoubleClick: (event: { clientX: number; clientY: number }) => {
      controls.toggle(placeOf(event));
    },
  };
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
