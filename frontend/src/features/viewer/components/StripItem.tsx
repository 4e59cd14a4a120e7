import type { ReactNode } from "react";

import { useShowImage } from "@/features/library/hooks/useShowImage";
import classes from "@/features/viewer/components/Strip.module.css";
import { thumbnailUrl } from "@/services/api/endpoints";
import type { ImageRecord } from "@/services/api/types";

interface StripItemProps {
  readonly image: ImageRecord;
  /** Whether the viewer shows it; left out in strips that are not about what is shown. */
  readonly shown?: boolean;
  /** Words below the thumbnail; without them the image's name is what it is called. */
  readonly children?: ReactNode;
}

/** One image of a strip below the viewer; choosing it shows it. */
export function StripItem({ image, shown, children }: StripItemProps) {
  const showImage = useShowImage();
  return (
    <li>
      <button
        type="button"
        className={classes.item}
        aria-current={shown}
        aria-label={children === undefined ? image.name : undefined}
        title={image.name}
        onClick={() => {
          showImage(image);
        }}
      >
        <img src={thumbnailUrl(image.id)} alt="" className={classes.thumbnail} draggable={false} />
        {children}
      </button>
    </li>
  );
}
