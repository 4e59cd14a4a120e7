import { useTranslation } from "react-i18next";

import classes from "@/features/viewer/components/Strip.module.css";
import { StripItem } from "@/features/viewer/components/StripItem";
import type { ImageRecord } from "@/services/api/types";

interface BatchStripProps {
  /** The newest first. */
  readonly images: readonly ImageRecord[];
}

/** The images of a batch that are made already, the latest first; choosing one shows it. */
export function BatchStrip({ images }: BatchStripProps) {
  const { t } = useTranslation("viewer");
  return (
    <ul className={classes.strip} aria-label={t("batch")}>
      {images.map((image) => (
        <StripItem key={image.id} image={image} />
      ))}
    </ul>
  );
}
