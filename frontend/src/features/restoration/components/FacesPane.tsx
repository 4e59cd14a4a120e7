import { Text } from "@mantine/core";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { FacePicture } from "@/features/restoration/components/FacePicture";
import { FacesBar } from "@/features/restoration/components/FacesBar";
import classes from "@/features/restoration/components/FacesPane.module.css";
import { HiddenFacesNote } from "@/features/restoration/components/HiddenFacesNote";
import { ListOfFaces } from "@/features/restoration/components/ListOfFaces";
import { MarkingHelp } from "@/features/restoration/components/MarkingHelp";
import { NoFaces } from "@/features/restoration/components/NoFaces";
import { SearchState } from "@/features/restoration/components/SearchState";
import { markFace, removeMarked } from "@/features/restoration/faceChoiceStore";
import { middleBox } from "@/features/restoration/faceGeometry";
import type { FaceSearch } from "@/features/restoration/hooks/useFoundFaces";
import type { ShownFace } from "@/features/restoration/restorationPlan";
import { pictureUrl, thumbnailUrl } from "@/services/api/endpoints";
import type { Box, ImageRecord } from "@/services/api/types";

interface FacesPaneProps {
  readonly image: ImageRecord;
  readonly search: FaceSearch;
  readonly faces: readonly ShownFace[];
  readonly marking: boolean;
  readonly onMarking: (marking: boolean) => void;
  readonly onFindAgain: () => void;
}

/** The photo with its faces, and below it the list of them. */
export function FacesPane({ image, search, faces, marking, onMarking, onFindAgain }: FacesPaneProps) {
  const { t } = useTranslation("restoration");
  const keysHelpId = useId();
  const markButton = useRef<HTMLButtonElement>(null);
  /** The face that was marked last, which takes the focus. */
  const [markedKey, setMarkedKey] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);

  const mark = (box: Box) => {
    setMarkedKey(markFace(image.id, box));
    onMarking(false);
  };
  const remove = (key: string) => {
    removeMarked(image.id, key);
    markButton.current?.focus();
  };

  return (
    <section className={classes.pane} aria-label={t("facesTitle")}>
      <Text size="sm" c="dimmed" truncate title={image.name}>
        {image.name}
      </Text>
      <FacePicture
        image={image}
        faces={faces}
        marking={marking}
        focusedKey={markedKey}
        keysHelpId={keysHelpId}
        onMarked={mark}
        onMarking={onMarking}
        onRemove={remove}
        onFailed={() => {
          setFailed(true);
        }}
      />
      <SearchState search={search} onFindAgain={onFindAgain} />
      {search.state === "found" && faces.length === 0 && <NoFaces faces={search.faces} />}
      {search.state !== "finding" && (
        <FacesBar imageId={image.id} faces={faces} markButton={markButton} marking={marking} onMarking={onMarking} />
      )}
      {marking && (
        <MarkingHelp
          onInMiddle={() => {
            mark(middleBox(image));
          }}
        />
      )}
      {faces.some(({ confidence }) => confidence === null) && (
        <Text id={keysHelpId} size="xs" c="dimmed">
          {t("markedKeys")}
        </Text>
      )}
      {faces.length > 0 && (
        <ListOfFaces
          image={image}
          faces={faces}
          src={failed ? thumbnailUrl(image.id) : pictureUrl(image)}
          onRemove={remove}
        />
      )}
      {search.state === "found" && faces.length > 0 && <HiddenFacesNote faces={search.faces} />}
    </section>
  );
}
