import { IconCheck, IconHeart, IconHeartFilled } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";

import classes from "@/features/gallery/components/GalleryItem.module.css";
import { versionLabel } from "@/features/library/versionLabel";
import { thumbnailUrl } from "@/services/api/endpoints";
import type { ImageRecord } from "@/services/api/types";

interface GalleryItemProps {
  readonly image: ImageRecord;
  readonly place: number;
  readonly total: number;
  /** Whether the viewer shows one of its versions. */
  readonly shown: boolean;
  readonly selected: boolean;
  /** Whether a tap selects it. */
  readonly selecting: boolean;
}

/** One image of the gallery, wearing what was done to make it, and a heart. */
export const GalleryItem = memo(function GalleryItem(props: GalleryItemProps) {
  const { image, place, total, shown, selected, selecting } = props;
  const { t } = useTranslation("gallery");
  const version = versionLabel(image);
  const named = version === null ? image.name : t("named", { name: image.name, version });
  const Heart = image.favourite ? IconHeartFilled : IconHeart;
  return (
    <div
      role="option"
      id={optionId(image.origin_id)}
      aria-selected={selected}
      aria-current={shown || undefined}
      aria-label={image.favourite ? t("namedFavourite", { name: named }) : named}
      aria-posinset={place + 1}
      aria-setsize={total}
      data-place={place}
      title={image.name}
      className={classes.item}
    >
      <img ref={abandoned} src={thumbnailUrl(image.id)} alt="" decoding="async" fetchPriority="low" draggable={false} />
      {(selected || selecting) && (
        <span className={classes.mark}>{selected && <IconCheck size={16} stroke={2.6} aria-hidden />}</span>
      )}
      {/* An option holds no button: by keyboard the viewer's heart and its key do the same. */}
      <span className={classes.heart} data-heart data-favourite={image.favourite || undefined}>
        <Heart size={18} aria-hidden />
      </span>
      {version !== null && <span className={classes.badge}>{version}</span>}
    </div>
  );
});

/** Stops loading a picture that is taken off the page, which browsers otherwise finish before they load others. */
const abandoned = (picture: HTMLImageElement) => () => {
  picture.removeAttribute("src");
};

/** Id of the element in the page that stands for all versions of an image. */
export const optionId = (originId: string) => `gallery-${originId}`;
