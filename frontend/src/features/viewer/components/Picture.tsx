import { useState } from "react";

import { heightOf, type View } from "@/features/viewer/geometry";
import { hasAlpha } from "@/features/viewer/imageDisplay";
import classes from "@/features/viewer/components/Picture.module.css";
import { pictureUrl, thumbnailUrl } from "@/services/api/endpoints";
import type { ImageRecord } from "@/services/api/types";

interface PictureProps {
  readonly image: ImageRecord;
  readonly view: View;
  /** Address of a picture of unfinished work to lay over the image. */
  readonly preview?: string | null;
  /** Whether single pixels are large enough to be seen as squares. */
  readonly magnified: boolean;
  /** Called when the browser cannot show the image's file. */
  readonly onFailed: (imageId: string) => void;
}

/** An image at its place in the viewer: first its thumbnail, then, decoded off the main thread, its file, or the version
 * of it for the screen. */
export function Picture({ image, view, preview, magnified, onFailed }: PictureProps) {
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  const isShown = state !== "failed";

  return (
    <div
      className={classes.picture}
      data-alpha={hasAlpha(image) || undefined}
      data-magnified={magnified || undefined}
      style={{
        width: view.width,
        height: heightOf(view, image),
        transform: `translate(${view.x}px, ${view.y}px)`,
      }}
    >
      {state !== "ready" && (
        <img className={classes.layer} src={thumbnailUrl(image.id)} alt={isShown ? "" : image.name} draggable={false} />
      )}
      {isShown && (
        <img
          className={classes.layer}
          src={pictureUrl(image)}
          alt={image.name}
          decoding="async"
          draggable={false}
          onLoad={(event) => {
            const settle = () => {
              setState("ready");
            };
            event.currentTarget.decode().then(settle, settle);
          }}
          onError={() => {
            setState("failed");
            onFailed(image.id);
          }}
        />
      )}
      {preview && <img className={classes.layer} src={preview} alt="" draggable={false} />}
    </div>
  );
}
