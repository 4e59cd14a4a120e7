import { Group } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconColumns2, IconDownload, IconRelationOneToOne, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { FactsButton } from "@/features/facts/components/FactsButton";
import { useRecallKeys } from "@/features/generation/hooks/useRecallKeys";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { FavouriteButton } from "@/features/library/components/FavouriteButton";
import { useTrash } from "@/features/library/hooks/useTrash";
import { selectionStore } from "@/features/library/selectionStore";
import { RestoreButton } from "@/features/restoration/components/RestoreButton";
import { UpscaleButton } from "@/features/upscaling/components/UpscaleButton";
import classes from "@/features/viewer/components/ViewerToolbar.module.css";
import { ZoomButtons } from "@/features/viewer/components/ZoomButtons";
import { ZoomMenu } from "@/features/viewer/components/ZoomMenu";
import { compareStore } from "@/features/viewer/compareStore";
import { useStore } from "@/common/store";
import { useViewKeys } from "@/features/viewer/hooks/useViewKeys";
import type { ViewControls } from "@/features/viewer/hooks/useView";
import { downloadUrl } from "@/services/api/endpoints";
import type { ImageRecord } from "@/services/api/types";

interface ViewerToolbarProps {
  readonly image: ImageRecord;
  readonly comparable: boolean;
  readonly controls: ViewControls;
}

/** What can be done with the shown image, and with how it is shown. */
export function ViewerToolbar({ image, comparable, controls }: ViewerToolbarProps) {
  const { t } = useTranslation("viewer");
  const comparing = useStore(compareStore);
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const { remove, removeSelected, isPending } = useTrash();
  useViewKeys(controls);
  useRecallKeys(image);
  useKeyAction("remove", () => {
    if (selectionStore.get().images.size > 0) {
      removeSelected();
    } else {
      remove(image);
    }
  });

  return (
    <Group role="toolbar" aria-label={t("toolbar")} className={classes.tools} wrap="nowrap">
      <UpscaleButton image={image} />
      <RestoreButton image={image} />
      {narrow ? (
        <ZoomMenu controls={controls} />
      ) : (
        <>
          <ZoomButtons controls={controls} />
          <IconButton
            label={t("actualSize")}
            icon={IconRelationOneToOne}
            pressed={controls.isActualSize}
            onClick={() => {
              controls.showActualSize();
            }}
          />
        </>
      )}
      <IconButton
        label={t("compare")}
        icon={IconColumns2}
        pressed={comparable && comparing}
        disabledReason={comparable ? null : t("notComparable")}
        onClick={() => {
          compareStore.update((on) => !on);
        }}
      />
      <FavouriteButton image={image} />
      <FactsButton image={image} />
      <IconButton label={t("download")} icon={IconDownload} downloadFrom={downloadUrl(image.id)} />
      <IconButton
        label={t("remove")}
        icon={IconTrash}
        loading={isPending}
        onClick={() => {
          remove(image);
        }}
      />
    </Group>
  );
}
