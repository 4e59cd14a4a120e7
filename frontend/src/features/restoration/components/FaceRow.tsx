import { CloseButton, Switch, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { FaceCompare } from "@/features/restoration/components/FaceCompare";
import { FaceCrop } from "@/features/restoration/components/FaceCrop";
import classes from "@/features/restoration/components/FaceRow.module.css";
import { FaceStrength } from "@/features/restoration/components/FaceStrength";
import { setIncluded } from "@/features/restoration/faceChoiceStore";
import { surroundingsOf } from "@/features/restoration/faceGeometry";
import { faceFacts } from "@/features/restoration/faceText";
import type { ShownFace } from "@/features/restoration/restorationPlan";
import { pictureUrl } from "@/services/api/endpoints";
import type { ImageRecord } from "@/services/api/types";

interface FaceRowProps {
  readonly image: ImageRecord;
  readonly face: ShownFace;
  /** Address of a picture of the image. */
  readonly src: string;
  /** The newest result in which the face is restored; null when there is none. */
  readonly restored: ImageRecord | null;
  readonly onRemove: (key: string) => void;
}

/** One face of the list: how it looks, its facts, whether it is restored and how strongly. */
export function FaceRow({ image, face, src, restored, onRemove }: FaceRowProps) {
  const { t } = useTranslation("restoration");
  const { number, key } = face;
  const part = { image, part: surroundingsOf(face.box, image) };

  return (
    <li className={classes.row} data-left-out={!face.included || undefined}>
      <div className={classes.crops}>
        <FaceCrop src={src} {...part} />
        {restored && <FaceCompare number={number} before={src} after={pictureUrl(restored)} {...part} />}
      </div>
      <div>
        <Text size="sm" fw={600}>
          {t("face", { number })}
        </Text>
        <Text size="xs" c="dimmed">
          {faceFacts(face)}
        </Text>
      </div>
      <div className={classes.switches}>
        <Switch
          aria-label={t("include", { number })}
          checked={face.included}
          onChange={(event) => {
            setIncluded(image.id, [key], event.currentTarget.checked);
          }}
        />
        {face.confidence === null && (
          <CloseButton
            size="sm"
            aria-label={t("removeMarked", { number })}
            onClick={() => {
              onRemove(key);
            }}
          />
        )}
      </div>
      {face.included && (
        <div className={classes.strength} data-own={face.strength !== null || undefined}>
          <FaceStrength imageId={image.id} face={face} />
        </div>
      )}
    </li>
  );
}
