import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { FaceRow } from "@/features/restoration/components/FaceRow";
import classes from "@/features/restoration/components/ListOfFaces.module.css";
import { restoredVersion, type ShownFace } from "@/features/restoration/restorationPlan";
import { versionsQuery } from "@/services/api/queries";
import type { ImageRecord } from "@/services/api/types";

interface ListOfFacesProps {
  readonly image: ImageRecord;
  readonly faces: readonly ShownFace[];
  /** Address of a picture of the image. */
  readonly src: string;
  readonly onRemove: (key: string) => void;
}

/** How many faces are listed at first, and further ones at a time: hundreds at once would make the dialog slow. */
const PORTION = 24;

/** The faces one by one, each before and, where it was restored already, after. */
export function ListOfFaces({ image, faces, src, onRemove }: ListOfFacesProps) {
  const { t } = useTranslation("restoration");
  const { data: versions = [] } = useQuery(versionsQuery(image.origin_id));
  const [listed, setListed] = useState(PORTION);
  // Those marked by hand, which come last, can always be removed here.
  const rows = faces.filter((face, index) => index < listed || face.confidence === null);
  const more = faces.length - rows.length;

  return (
    <>
      <ul className={classes.list} aria-label={t("facesTitle")}>
        {rows.map((face) => (
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
      {more > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          justify="center"
          onClick={() => {
            setListed(listed + PORTION);
          }}
        >
          {more <= PORTION ? t("listRest", { count: more }) : t("listMore", { count: PORTION, all: more })}
        </Button>
      )}
    </>
  );
}
