import { IconArrowsHorizontal } from "@tabler/icons-react";
import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import classes from "@/features/viewer/components/CompareDivider.module.css";

interface CompareDividerProps {
  /** How much of the visible image shows the state before, from 0 to 1. */
  readonly fraction: number;
  /** Where the divider stands, in CSS pixels across the viewer. */
  readonly x: number;
  readonly onChange: (fraction: number) => void;
  /** Gives the fraction for a place on the screen. */
  readonly fractionAtClientX: (clientX: number) => number;
}

/** Fractions that keys move the divider by. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -0.02,
  ArrowDown: -0.02,
  ArrowRight: 0.02,
  ArrowUp: 0.02,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
};

/** The line between before and after, moved by mouse, touch or keys. */
export function CompareDivider({ fraction, x, onChange, fractionAtClientX }: CompareDividerProps) {
  const { t } = useTranslation("viewer");
  const percent = Math.round(fraction * 100);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      onChange(Math.min(1, Math.max(0, fraction + step)));
    }
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) {
      event.stopPropagation();
      onChange(fractionAtClientX(event.clientX));
    }
  };

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t("divider")}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={t("dividerAt", { before: percent, after: 100 - percent })}
      className={classes.divider}
      style={{ transform: `translateX(${x}px)` }}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
    >
      <span className={classes.grip}>
        <IconArrowsHorizontal size={18} aria-hidden />
      </span>
    </div>
  );
}
