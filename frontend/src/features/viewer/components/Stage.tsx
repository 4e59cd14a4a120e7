import { useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { usePreview } from "@/features/jobs/hooks/usePreview";
import { CompareDivider } from "@/features/viewer/components/CompareDivider";
import { Picture } from "@/features/viewer/components/Picture";
import classes from "@/features/viewer/components/Stage.module.css";
import { fractionAt, visibleSpan, type Size } from "@/features/viewer/geometry";
import type { ViewControls } from "@/features/viewer/hooks/useView";
import { useZoomGestures } from "@/features/viewer/hooks/useZoomGestures";
import type { ImageRecord } from "@/services/api/types";

interface StageProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly image: ImageRecord;
  /** What the image is compared with; null to show it alone. */
  readonly source: ImageRecord | null;
  readonly box: Size;
  readonly controls: ViewControls;
  readonly onFailed: (imageId: string) => void;
}

/** From this many CSS pixels for each pixel on, pixels are shown as squares. */
const MAGNIFIED_FROM = 4;

/** The image, alone or divided into before and after, where it can be moved and zoomed. */
export function Stage({ ref, image, source, box, controls, onFailed }: StageProps) {
  const { t } = useTranslation("viewer");
  const [fraction, setFraction] = useState(0.5);
  const preview = usePreview(image.id);
  const gestures = useZoomGestures(ref, controls);
  const span = visibleSpan(controls.view, box);
  const dividerX = span.start + (span.end - span.start) * fraction;
  const shared = { view: controls.view, magnified: controls.scale >= MAGNIFIED_FROM, onFailed };

  return (
    <div ref={ref} className={classes.stage} {...gestures}>
      <Picture key={image.id} image={image} preview={preview} {...shared} />
      {source && (
        <>
          <div className={classes.before} style={{ clipPath: `inset(0 ${Math.max(0, box.width - dividerX)}px 0 0)` }}>
            <Picture key={source.id} image={source} {...shared} />
          </div>
          <span className={classes.label} data-side="before">
            {t("before")}
          </span>
          <span className={classes.label} data-side="after">
            {t("after")}
          </span>
          <CompareDivider
            fraction={fraction}
            x={dividerX}
            onChange={setFraction}
            fractionAtClientX={(clientX) =>
              fractionAt(clientX - (ref.current?.getBoundingClientRect().left ?? 0), span)
            }
          />
        </>
      )}
    </div>
  );
}
