import { useShowImage } from "@/features/library/hooks/useShowImage";
import classes from "@/features/viewer/components/VersionsStrip.module.css";
import { strings } from "@/features/viewer/strings";
import { thumbnailUrl } from "@/services/api/endpoints";
import type { ImageRecord } from "@/services/api/types";

interface BatchStripProps {
  /** The newest first. */
  readonly images: readonly ImageRecord[];
}

/** The images of a batch that are made already, the latest first; choosing one shows it. */
export function BatchStrip({ images }: BatchStripProps) {
  const showImage = useShowImage();
  return (
    <ul className={classes.strip} aria-label={strings.batch}>
      {images.map((image) => (
        <li key={image.id}>
          <button
            type="button"
            className={classes.version}
            aria-label={image.name}
            title={image.name}
            onClick={() => {
              showImage(image);
            }}
          >
            <img src={thumbnailUrl(image.id)} alt="" className={classes.thumbnail} draggable={false} />
          </button>
        </li>
      ))}
    </ul>
  );
}
