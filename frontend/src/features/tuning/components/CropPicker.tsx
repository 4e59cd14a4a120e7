import { Text } from "@mantine/core";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useId, useRef } from "react";
import { useTranslation } from "react-i18next";

import { CropBox } from "@/features/tuning/components/CropBox";
import classes from "@/features/tuning/components/CropPicker.module.css";
import { Picture } from "@/features/viewer/components/Picture";
import type { Box, ImageRecord } from "@/services/api/types";

interface CropPickerProps {
  readonly image: ImageRecord;
  readonly crop: Box;
  readonly onChange: (crop: Box) => void;
}

/** The image with a box over the part to compare. */
export function CropPicker({ image, crop, onChange }: CropPickerProps) {
  const { t } = useTranslation("tuning");
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const picture = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(sizeRef, picture);
  const keysHelpId = useId();
  const proportions = image.width / image.height;

  return (
    <section className={classes.pane} aria-label={t("picture")}>
      <Text size="sm" c="dimmed" truncate title={image.name}>
        {image.name}
      </Text>
      <div className={classes.ground}>
        <div
          ref={ref}
          className={classes.picture}
          // As large as there is room, but never so high that the help below it is out of sight.
          style={{ width: `min(100%, calc(${proportions} * var(--picture-height)))`, aspectRatio: proportions }}
        >
          {width > 0 && <Picture image={image} view={{ x: 0, y: 0, width }} magnified={false} onFailed={ignore} />}
          <CropBox image={image} picture={picture} crop={crop} helpId={keysHelpId} onChange={onChange} />
        </div>
      </div>
      <Text id={keysHelpId} size="xs" c="dimmed">
        {t("partKeys")}
      </Text>
    </section>
  );
}

/** The picture shows the thumbnail where the browser cannot show the file, which is enough to choose a part. */
const ignore = () => undefined;
