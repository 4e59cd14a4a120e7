import { useState, type KeyboardEvent, type PointerEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { heightOf, movedBox, widthOf, type Point } from "@/features/restoration/faceGeometry";
import classes from "@/features/tuning/components/CropBox.module.css";
import { CORNERS, rounded, withCornerAt, type Corner } from "@/features/tuning/cropGeometry";
import { DIRECTIONS } from "@/features/tuning/gridLayout";
import type { Box, ImageRecord } from "@/services/api/types";

interface CropBoxProps {
  readonly image: ImageRecord;
  /** The element that shows all of the image. */
  readonly picture: RefObject<HTMLElement | null>;
  readonly crop: Box;
  /** Id of the element that says how the box is moved. */
  readonly helpId: string;
  readonly onChange: (crop: Box) => void;
}

/** Fraction of the image's longer side that a key moves the box by. */
const KEY_STEP = 0.01;

/** What is dragged: from where, and the box as it was then. */
interface Drag {
  readonly from: Point;
  readonly crop: Box;
  /** Null where the whole box is moved. */
  readonly corner: Corner | null;
}

/** The box over the part of the image: dragged by its inside, resized by its corners, both by keys as well. */
export function CropBox({ image, picture, crop, helpId, onChange }: CropBoxProps) {
  const { t } = useTranslation("tuning");
  const [drag, setDrag] = useState<Drag | null>(null);
  const whole = rounded(crop);

  const placeOf = (event: PointerEvent): Point => {
    const shown = picture.current?.getBoundingClientRect();
    return {
      x: ((event.clientX - (shown?.left ?? 0)) / (shown?.width ?? 1)) * image.width,
      y: ((event.clientY - (shown?.top ?? 0)) / (shown?.height ?? 1)) * image.height,
    };
  };
  const handlersFor = (corner: Corner | null) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button === 0 && drag === null) {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: placeOf(event), crop, corner });
      }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (drag && event.currentTarget.hasPointerCapture(event.pointerId)) {
        onChange(dragged(drag, placeOf(event)));
      }
    },
    onPointerUp: release,
    onPointerCancel: release,
  });
  function release() {
    setDrag(null);
  }
  function dragged({ from, crop: before, corner }: Drag, to: Point): Box {
    const by = { x: to.x - from.x, y: to.y - from.y };
    return corner === null
      ? movedBox(before, by, image)
      : withCornerAt(before, corner, { x: before[corner.x] + by.x, y: before[corner.y] + by.y }, image);
  }
  const changeByKey = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (!direction) {
      return;
    }
    event.preventDefault();
    const step = Math.max(1, Math.round(Math.max(image.width, image.height) * KEY_STEP));
    const by = { x: direction.x * step, y: direction.y * step };
    onChange(
      event.shiftKey
        ? withCornerAt(crop, { x: "right", y: "bottom" }, { x: crop.right + by.x, y: crop.bottom + by.y }, image)
        : movedBox(crop, by, image),
    );
  };

  const place = {
    left: `${(crop.left / image.width) * 100}%`,
    top: `${(crop.top / image.height) * 100}%`,
    width: `${(widthOf(crop) / image.width) * 100}%`,
    height: `${(heightOf(crop) / image.height) * 100}%`,
  };

  return (
    <>
      <div className={classes.shade}>
        <div className={classes.hole} style={place} />
      </div>
      <div className={classes.box} style={place}>
        <button
          type="button"
          className={classes.inside}
          aria-label={t("part", { width: widthOf(whole), height: heightOf(whole) })}
          aria-describedby={helpId}
          onKeyDown={changeByKey}
          {...handlersFor(null)}
        />
        <span className={classes.size} aria-hidden>
          {widthOf(whole)} × {heightOf(whole)}
        </span>
        {CORNERS.map((corner) => (
          <span
            key={`${corner.x}-${corner.y}`}
            className={classes.corner}
            data-x={corner.x}
            data-y={corner.y}
            aria-hidden
            {...handlersFor(corner)}
          />
        ))}
      </div>
    </>
  );
}
