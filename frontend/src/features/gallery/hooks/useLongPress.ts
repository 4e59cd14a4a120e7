import { useEffect, useRef, type PointerEvent } from "react";

/** How long a finger rests on an image until that means more than a tap, in milliseconds. */
const LONG_MS = 500;

/** How far a finger may slip meanwhile, in CSS pixels. */
const SLIP = 10;

/** A press in progress. */
interface Press {
  readonly timer: number;
  readonly x: number;
  readonly y: number;
}

/** Calls `act` with what a finger rests on for a while. The click that follows is left out: `wasLong` tells of it once. */
export function useLongPress(act: (target: EventTarget) => void) {
  const press = useRef<Press | null>(null);
  const long = useRef(false);

  const end = () => {
    window.clearTimeout(press.current?.timer);
    press.current = null;
  };
  useEffect(() => end, []);

  return {
    handlers: {
      onPointerDown: ({ pointerType, clientX: x, clientY: y, target }: PointerEvent) => {
        end();
        long.current = false;
        if (pointerType === "touch") {
          const timer = window.setTimeout(() => {
            long.current = true;
            act(target);
          }, LONG_MS);
          press.current = { timer, x, y };
        }
      },
      onPointerMove: ({ clientX, clientY }: PointerEvent) => {
        if (press.current && Math.hypot(clientX - press.current.x, clientY - press.current.y) > SLIP) {
          end();
        }
      },
      onPointerUp: end,
      onPointerCancel: end,
    },
    wasLong: () => {
      const was = long.current;
      long.current = false;
      return was;
    },
  };
}
