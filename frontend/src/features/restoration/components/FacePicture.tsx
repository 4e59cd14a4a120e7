import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

import { FaceBox } from "@/features/restoration/components/FaceBox";
import classes from "@/features/restoration/components/FacePicture.module.css";
import { MarkingLayer } from "@/features/restoration/components/MarkingLayer";
import type { ShownFace } from "@/features/restoration/restorationPlan";
import { Picture } from "@/features/viewer/components/Picture";
import type { Box, ImageRecord } from "@/services/api/types";

interface FacePictureProps {
  readonly image: ImageRecord;
  readonly faces: readonly ShownFace[];
  readonly marking: boolean;
  /** The face that takes the focus when it appears. */
  readonly focusedKey: string | null;
  /** Id of the element that says which keys change a marked face. */
  readonly keysHelpId: string;
  readonly onMarked: (box: Box) => void;
  readonly onMarking: (marking: boolean) => void;
  readonly onRemove: (key: string) => void;
  /** Called when the browser cannot show the image's file. */
  readonly onFailed: () => void;
}

/** Of more faces than these only the one that is pointed at, or has the focus, shows its number. */
const CROWD = 40;

/** The photo with a button over each face, and room to mark further ones. */
export function FacePicture(props: FacePictureProps) {
  const { t } = useTranslation("restoration");
  const { image, faces, marking, focusedKey, keysHelpId, onMarked, onMarking, onRemove, onFailed } = props;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const proportions = image.width / image.height;

  return (
    <div className={classes.ground}>
      <div
        ref={ref}
        role="group"
        aria-label={t("picture")}
        className={classes.picture}
        // As large as there is room, but never so high that the list of faces is out of sight.
        style={{ width: `min(100%, ${58 * proportions}dvh)`, aspectRatio: proportions }}
      >
        {width > 0 && <Picture image={image} view={{ x: 0, y: 0, width }} magnified={false} onFailed={onFailed} />}
        {faces.map((face) => (
          <FaceBox
            key={face.key}
            image={image}
            face={face}
            crowded={faces.length > CROWD}
            takesFocus={face.key === focusedKey}
            keysHelpId={keysHelpId}
            onRemove={onRemove}
          />
        ))}
        {marking && (
          <MarkingLayer
            image={image}
            onMarked={onMarked}
            onStop={() => {
              onMarking(false);
            }}
          />
        )}
      </div>
    </div>
  );
}
