import { useRef, type PointerEvent, type RefObject } from "react";

/** How far, as a part of its height, a sheet is dragged until letting go of it closes it. */
const FAR = 0.25;

/** From this speed on, in CSS pixels a millisecond, a short drag closes it too. */
const FAST = 0.5;

/** Handlers for the part of a sheet by which it is dragged down, and closed; dragged a little, it goes back. */
export function useDragDown(sheet: RefObject<HTMLElement | null>, onClose: () => void) {
  const start = useRef<{ readonly y: number; readonly time: number } | null>(null);
  const dragged = ({ clientY }: PointerEvent) => Math.max(0, clientY - (start.current?.y ?? clientY));

  const moveTo = (distance: number) => {
    sheet.current?.style.setProperty("translate", distance === 0 ? "" : `0 ${distance}px`);
  };

  const end = (event: PointerEvent, closes: boolean) => {
    if (start.current === null) {
      return;
    }
    const distance = dragged(event);
    const speed = distance / Math.max(1, event.timeStamp - start.current.time);
    start.current = null;
    if (closes && (distance > FAR * (sheet.current?.offsetHeight ?? Infinity) || (distance > 10 && speed > FAST))) {
      onClose();
    } else {
      moveTo(0);
    }
  };

  return {
    onPointerDown: (event: PointerEvent) => {
      if (!(event.target instanceof Element) || event.target.closest("button") !== null) {
        return;
      }
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = { y: event.clientY, time: event.timeStamp };
    },
    onPointerMove: (event: PointerEvent) => {
      if (start.current !== null) {
        moveTo(dragged(event));
      }
    },
    onPointerUp: (event: PointerEvent) => {
      end(event, true);
    },
    onPointerCancel: (event: PointerEvent) => {
      end(event, false);
    },
  };
}
