import type { CSSProperties, KeyboardEvent } from "react";

import classes from "@/features/restoration/components/FaceBox.module.css";
import { changeMarked, setIncluded } from "@/features/restoration/faceChoiceStore";
import {
  boxBetween,
  heightOf,
  movedBox,
  resizedBox,
  widthOf,
  type Point,
  type Size,
} from "@/features/restoration/faceGeometry";
import { describeFace } from "@/features/restoration/faceText";
import type { ShownFace } from "@/features/restoration/restorationPlan";
import type { Box, ImageRecord } from "@/services/api/types";

interface FaceBoxProps {
  readonly image: ImageRecord;
  readonly face: ShownFace;
  /** Whether there are so many faces that their numbers would hide them. */
  readonly crowded: boolean;
  readonly takesFocus: boolean;
  /** Id of the element that says which keys change a marked face. */
  readonly keysHelpId: string;
  readonly onRemove: (key: string) => void;
}

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Fraction of the image's longer side that a key moves a marked face by. */
const KEY_STEP = 0.01;

/** Side of the smallest box that a finger can meet. */
const SMALLEST_TARGET = "24px";

/** A face in the photo: pressed while it is included. One that was marked by hand is moved by keys. */
export function FaceBox({ image, face, crowded, takesFocus, keysHelpId, onRemove }: FaceBoxProps) {
  const isMarked = face.confidence === null;

  const changeByKey = (event: KeyboardEvent) => {
    if (event.key === "Delete") {
      // The key is used up: once this box is gone, the page could not tell that it was pressed in the dialog.
      event.preventDefault();
      onRemove(face.key);
    }
    const direction = DIRECTIONS[event.key];
    if (direction) {
      event.preventDefault();
      const step = Math.max(1, Math.round(Math.max(image.width, image.height) * KEY_STEP));
      const by = { x: direction.x * step, y: direction.y * step };
      changeMarked(image.id, face.key, (event.shiftKey ? resizedBox : movedBox)(face.box, by, image));
    }
  };

  return (
    <button
      ref={takesFocus ? focus : undefined}
      type="button"
      className={classes.box}
      data-crowded={crowded || undefined}
      style={placeIn(image, face.box)}
      aria-pressed={face.included}
      aria-label={describeFace(face)}
      aria-describedby={isMarked ? keysHelpId : undefined}
      onClick={() => {
        setIncluded(image.id, [face.key], !face.included);
      }}
      onKeyDown={isMarked ? changeByKey : undefined}
    >
      <span className={classes.number}>{face.number}</span>
    </button>
  );
}

const focus = (element: HTMLButtonElement | null) => element?.focus();

/** Where the part of the box that lies in the image is drawn over the image. */
function placeIn(image: Size, box: Box): CSSProperties {
  const shown = boxBetween({ x: box.left, y: box.top }, { x: box.right, y: box.bottom }, image);
  return {
    left: `${((shown.left + shown.right) / 2 / image.width) * 100}%`,
    top: `${((shown.top + shown.bottom) / 2 / image.height) * 100}%`,
    width: `max(${SMALLEST_TARGET}, ${(widthOf(shown) / image.width) * 100}%)`,
    height: `max(${SMALLEST_TARGET}, ${(heightOf(shown) / image.height) * 100}%)`,
  };
}
