import { useWindowEvent } from "@mantine/hooks";
import { useState, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import classes from "@/features/restoration/components/MarkingLayer.module.css";
import {
  boxBetween,
  heightOf,
  SMALLEST_BOX,
  widthOf,
  type Point,
  type Size,
} from "@/features/restoration/faceGeometry";
import type { Box } from "@/services/api/types";

interface MarkingLayerProps {
  readonly image: Size;
  readonly onMarked: (box: Box) => void;
  readonly onStop: () => void;
}

/** Lies over the photo while a face is marked, and takes the box that is dragged over it by mouse, pen or finger. */
export function MarkingLayer({ image, onMarked, onStop }: MarkingLayerProps) {
  const { t } = useTranslation("restoration");
  const [start, setStart] = useState<Point | null>(null);
  const [end, setEnd] = useState<Point | null>(null);
  const box = start && end && boxBetween(start, end, image);
  useWindowEvent("keydown", (event) => {
    if (event.key === "Escape") {
      onStop();
    }
  });

  const placeOf = (event: PointerEvent<HTMLElement>): Point => {
    const layer = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - layer.left) / layer.width) * image.width,
      y: ((event.clientY - layer.top) / layer.height) * image.height,
    };
  };
  const startOver = () => {
    setStart(null);
    setEnd(null);
  };

  return (
    <div
      ref={showWhole}
      aria-label={t("markingArea")}
      role="img"
      className={classes.layer}
      onPointerDown={(event) => {
        if (event.button === 0 && start === null) {
          event.currentTarget.setPointerCapture(event.pointerId);
          setStart(placeOf(event));
        }
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) {
          setEnd(placeOf(event));
        }
      }}
      onPointerUp={(event) => {
        // Where the pointer is let go counts, whether or not the move there has been drawn yet.
        const marked = start && boxBetween(start, placeOf(event), image);
        startOver();
        if (marked && Math.min(widthOf(marked), heightOf(marked)) >= SMALLEST_BOX) {
          onMarked(marked);
        }
      }}
      onPointerCancel={startOver}
    >
      {box && (
        <div
          className={classes.box}
          style={{
            left: `${(box.left / image.width) * 100}%`,
            top: `${(box.top / image.height) * 100}%`,
            width: `${(widthOf(box) / image.width) * 100}%`,
            height: `${(heightOf(box) / image.height) * 100}%`,
          }}
        />
      )}
    </div>
  );
}

/** On a phone the photo may have been scrolled out of sight. */
const showWhole = (layer: HTMLElement | null) => layer?.scrollIntoView({ block: "nearest" });
