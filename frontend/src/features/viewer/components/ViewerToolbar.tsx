import { Group } from "@mantine/core";
import {
  IconArrowAutofitContent,
  IconColumns2,
  IconDownload,
  IconRelationOneToOne,
  IconTrash,
  IconZoomIn,
  IconZoomOut,
} from "@tabler/icons-react";

import { IconButton } from "@/common/components/IconButton";
import { FactsButton } from "@/features/facts/components/FactsButton";
import { useRecallKeys } from "@/features/generation/hooks/useRecallKeys";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { useDeleteImage } from "@/features/library/hooks/useDeleteImage";
import { RestoreButton } from "@/features/restoration/components/RestoreButton";
import { UpscaleButton } from "@/features/upscaling/components/UpscaleButton";
import classes from "@/features/viewer/components/ViewerToolbar.module.css";
import { compareStore } from "@/features/viewer/compareStore";
import { useStore } from "@/common/store";
import { useViewKeys } from "@/features/viewer/hooks/useViewKeys";
import type { ViewControls } from "@/features/viewer/hooks/useView";
import { strings } from "@/features/viewer/strings";
import { ZOOM_STEP } from "@/features/viewer/zoomStep";
import { downloadUrl } from "@/services/api/endpoints";
import type { ImageRecord } from "@/services/api/types";

interface ViewerToolbarProps {
  readonly image: ImageRecord;
  readonly comparable: boolean;
  readonly controls: ViewControls;
}

/** What can be done with the shown image, and with how it is shown. */
export function ViewerToolbar({ image, comparable, controls }: ViewerToolbarProps) {
  const comparing = useStore(compareStore);
  const { remove, isPending } = useDeleteImage();
  useViewKeys(controls);
  useRecallKeys(image);
  useKeyAction("remove", () => {
    remove(image);
  });

  return (
    <Group role="toolbar" aria-label={strings.toolbar} className={classes.tools} wrap="nowrap">
      <UpscaleButton image={image} />
      <RestoreButton image={image} />
      <IconButton
        label={strings.zoomOut}
        icon={IconZoomOut}
        onClick={() => {
          controls.zoomBy(1 / ZOOM_STEP);
        }}
      />
      <IconButton
        label={strings.zoomIn}
        icon={IconZoomIn}
        onClick={() => {
          controls.zoomBy(ZOOM_STEP);
        }}
      />
      <IconButton label={strings.fit} icon={IconArrowAutofitContent} pressed={controls.fits} onClick={controls.fit} />
      <IconButton
        label={strings.actualSize}
        icon={IconRelationOneToOne}
        pressed={controls.isActualSize}
        onClick={() => {
          controls.showActualSize();
        }}
      />
      <IconButton
        label={strings.compare}
        icon={IconColumns2}
        pressed={comparable && comparing}
        disabledReason={comparable ? null : strings.notComparable}
        onClick={() => {
          compareStore.update((on) => !on);
        }}
      />
      <FactsButton image={image} />
      <IconButton label={strings.download} icon={IconDownload} downloadFrom={downloadUrl(image.id)} />
      <IconButton
        label={strings.remove}
        icon={IconTrash}
        loading={isPending}
        onClick={() => {
          remove(image);
        }}
      />
    </Group>
  );
}
