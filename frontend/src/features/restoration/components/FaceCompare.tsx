import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { FaceCrop } from "@/features/restoration/components/FaceCrop";
import classes from "@/features/restoration/components/FaceCompare.module.css";
import type { Size } from "@/features/restoration/faceGeometry";
import type { Box } from "@/services/api/types";

interface FaceCompareProps {
  readonly number: number;
  /** Addresses of the image, and of the result in which the face is restored. */
  readonly before: string;
  readonly after: string;
  readonly image: Size;
  /** The part of the image to show. */
  readonly part: Box;
}

/** The restored face; as long as it is pressed, what it was before. */
export function FaceCompare({ number, before, after, image, part }: FaceCompareProps) {
  const { t } = useTranslation("restoration");
  const [held, setHeld] = useState(false);
  const release = () => {
    setHeld(false);
  };
  const holdByKey = (event: KeyboardEvent) => {
    if (event.key === " " || event.key === "Enter") {
      setHeld(true);
    }
  };

  return (
    <button
      type="button"
      className={classes.compare}
      aria-label={held ? t("heldToCompare", { number }) : t("holdToCompare", { number })}
      title={t("holdToCompare", { number })}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setHeld(true);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={holdByKey}
      onKeyUp={release}
      onBlur={release}
      onContextMenu={(event) => {
        // A long press by finger is meant for comparing.
        event.preventDefault();
      }}
    >
      <FaceCrop src={after} image={image} part={part} />
      {held && (
        <div className={classes.before}>
          <FaceCrop src={before} image={image} part={part} />
        </div>
      )}
      <span className={classes.label}>{held ? t("before") : t("after")}</span>
    </button>
  );
}
