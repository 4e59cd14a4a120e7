import { useRef, type PointerEvent } from "react";

import classes from "@/features/tuning/components/Cell.module.css";
import { CellPicture } from "@/features/tuning/components/CellPicture";
import { scaledControls } from "@/features/tuning/scaledControls";
import type { Point, Size } from "@/features/viewer/geometry";
import type { ViewControls } from "@/features/viewer/hooks/useView";
import { useZoomGestures } from "@/features/viewer/hooks/useZoomGestures";
import type { JobItemRecord } from "@/services/api/types";

interface CellProps {
  readonly index: number;
  /** What it is called: the values that it was made with. */
  readonly name: string;
  /** What is written into the picture; nothing where headers beside it say what it is. */
  readonly caption?: string;
  readonly item: JobItemRecord | undefined;
  readonly controls: ViewControls;
  /** How many times larger the cell is than what the controls are for. */
  readonly factor: number;
  /** Size of the picture in its own pixels. */
  readonly picture: Size;
  /** Whether it is the one that is shown large, and that Tab comes to. */
  readonly active: boolean;
  /** Whether it was made with the settings of the moment. */
  readonly isCurrent: boolean;
  readonly onActive: () => void;
  readonly onAdopt: () => void;
  readonly onGone: () => void;
}

/** CSS pixels that a pointer may move during a click. */
const CLICK_TOLERANCE = 4;

/** One picture of a tuning grid: pointed at it is shown large, clicked its values are taken, dragged all are moved. */
export function Cell(props: CellProps) {
  const { index, name, caption, item, controls, factor, picture, active, isCurrent, onActive, onAdopt, onGone } = props;
  const frame = useRef<HTMLButtonElement>(null);
  const gestures = useZoomGestures(frame, scaledControls(controls, factor));
  /** Where the pointer was put down; null when it is a finger, or was moved since then. */
  const pressedAt = useRef<Point | null>(null);
  const { view } = controls;

  return (
    <div role="gridcell" className={classes.cell} data-current={isCurrent || undefined}>
      <button
        ref={frame}
        type="button"
        className={classes.frame}
        data-index={index}
        data-active={active || undefined}
        tabIndex={active ? 0 : -1}
        aria-label={name}
        aria-current={isCurrent || undefined}
        {...gestures}
        // The first click of two takes the values already.
        onDoubleClick={undefined}
        onPointerEnter={({ pointerType }) => {
          if (pointerType === "mouse") {
            onActive();
          }
        }}
        onPointerDown={(event) => {
          gestures.onPointerDown(event);
          pressedAt.current = event.pointerType === "touch" ? null : placeOf(event);
        }}
        onPointerMove={(event) => {
          gestures.onPointerMove(event);
          const from = pressedAt.current;
          if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > CLICK_TOLERANCE) {
            pressedAt.current = null;
          }
        }}
        onFocus={onActive}
        onClick={({ detail }) => {
          // A finger only shows the picture large, where a button takes its values; a key has no place to press.
          if (detail === 0 || pressedAt.current) {
            onAdopt();
          }
          pressedAt.current = null;
        }}
      >
        <CellPicture
          item={item}
          picture={picture}
          view={{ x: view.x * factor, y: view.y * factor, width: view.width * factor }}
          onGone={onGone}
        />
        {caption !== undefined && (
          <span className={classes.caption} aria-hidden>
            {caption}
          </span>
        )}
      </button>
    </div>
  );
}

const placeOf = ({ clientX, clientY }: PointerEvent): Point => ({ x: clientX, y: clientY });
