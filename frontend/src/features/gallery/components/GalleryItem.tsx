import { IconCheck } from "@tabler/icons-react";

import classes from "@/features/gallery/components/GalleryItem.module.css";
import { versionLabel } from "@/features/library/versionLabel";
import { thumbnailUrl } from "@/services/api/endpoints";
import type { ImageRecord } from "@/services/api/types";

interface GalleryItemProps {
  readonly image: ImageRecord;
  readonly index: number;
  readonly total: number;
  /** Whether the viewer shows one of its versions. */
  readonly shown: boolean;
  readonly selected: boolean;
  /** Whether a tap selects it. */
  readonly selecting: boolean;
}

/** One image of the gallery, wearing what was done to make it. */
export function GalleryItem({ image, index, total, shown, selected, selecting }: GalleryItemProps) {
  const badge = versionLabel(image);
  return (
    <div
      role="option"
      id={optionId(image.origin_id)}
      aria-selected={selected}
      aria-current={shown || undefined}
      aria-label={badge === null ? image.name : `${image.name}, ${badge}`}
      aria-posinset={index + 1}
      aria-setsize={total}
      data-index={index}
      title={image.name}
      className={classes.item}
    >
      <img src={thumbnailUrl(image.id)} alt="" loading="lazy" decoding="async" draggable={false} />
      {(selected || selecting) && (
        <span className={classes.mark}>{selected && <IconCheck size={16} stroke={2.6} aria-hidden />}</span>
      )}
      {badge !== null && <span className={classes.badge}>{badge}</span>}
    </div>
  );
}

/** Id of the element in the page that stands for all versions of an image. */
export const optionId = (originId: string) => `gallery-${originId}`;
