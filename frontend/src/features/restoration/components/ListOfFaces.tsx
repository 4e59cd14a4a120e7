import { useQuery } from "@tanstack/react-query";

import { FaceRow } from "@/features/restoration/components/FaceRow";
import classes from "@/features/restoration/components/ListOfFaces.module.css";
import { restoredVersion, type ShownFace } from "@/features/restoration/restorationPlan";
import { strings } from "@/features/restoration/strings";
import { versionsQuery } from "@/services/api/queries";
import type { ImageRecord } from "@/services/api/types";

interface ListOfFacesProps {
  readonly image: ImageRecord;
  readonly faces: readonly ShownFace[];
  /** Address of a picture of the image. */
  readonly src: string;
  readonly onRemove: (key: string) => void;
}

/** The faces one by one, each before and, where it was restored already, after. */
export function ListOfFaces({ image, faces, src, onRemove }: ListOfFacesProps) {
  const { data: versions = [] } = useQuery(versionsQuery(image.origin_id));
  return (
    <ul className={classes.list} aria-label={strings.facesTitle}>
      {faces.map((face) => (
        <FaceRow
          key={face.key}
          image={image}
          face={face}
          src={src}
          restored={restoredVersion(versions, image, face.box)}
          onRemove={onRemove}
        />
      ))}
    </ul>
  );
}
