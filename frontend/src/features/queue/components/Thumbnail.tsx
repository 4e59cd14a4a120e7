import type { IconProps } from "@tabler/icons-react";
import { useState, type ComponentType } from "react";

import classes from "@/features/queue/components/Thumbnail.module.css";
import { thumbnailUrl } from "@/services/api/endpoints";

interface ThumbnailProps {
  /** Id of the image; null where there is none yet. */
  readonly imageId: string | null;
  /** What stands in its place where there is none, as when it was removed meanwhile. */
  readonly icon: ComponentType<IconProps>;
  /** Length of a side, in CSS pixels. */
  readonly size: number;
}

/** A small picture beside words that say what it is. */
export function Thumbnail({ imageId, icon: Icon, size }: ThumbnailProps) {
  const [failedId, setFailedId] = useState<string | null>(null);
  return (
    <span className={classes.thumbnail} style={{ width: size, height: size }}>
      {imageId === null || imageId === failedId ? (
        <Icon size={size / 2} stroke={1.4} aria-hidden />
      ) : (
        <img
          src={thumbnailUrl(imageId)}
          alt=""
          loading="lazy"
          draggable={false}
          onError={() => {
            setFailedId(imageId);
          }}
        />
      )}
    </span>
  );
}
