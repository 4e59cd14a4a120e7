import classes from "@/features/restoration/components/FaceCrop.module.css";
import { heightOf, widthOf, type Size } from "@/features/restoration/faceGeometry";
import type { Box } from "@/services/api/types";

interface FaceCropProps {
  /** Address of the image, or of a version of it in any size. */
  readonly src: string;
  readonly image: Size;
  /** The part of the image to show. */
  readonly part: Box;
}

/** A part of an image, cut out by the browser. */
export function FaceCrop({ src, image, part }: FaceCropProps) {
  return (
    <div className={classes.crop}>
      <img
        src={src}
        alt=""
        decoding="async"
        draggable={false}
        style={{
          left: `${(-part.left / widthOf(part)) * 100}%`,
          top: `${(-part.top / heightOf(part)) * 100}%`,
          width: `${(image.width / widthOf(part)) * 100}%`,
          height: `${(image.height / heightOf(part)) * 100}%`,
        }}
      />
    </div>
  );
}
