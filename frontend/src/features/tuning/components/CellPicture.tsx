import { Loader } from "@mantine/core";
import { IconAlertTriangle, IconPhotoOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import classes from "@/features/tuning/components/CellPicture.module.css";
import { heightOf, type Size, type View } from "@/features/viewer/geometry";
import { cellUrl } from "@/services/api/endpoints";
import type { JobItemRecord } from "@/services/api/types";
import { linkStateStore } from "@/services/events/linkStateStore";
import { problemSentence } from "@/services/texts/problemTexts";

interface CellPictureProps {
  /** What became of the picture; undefined while that is not known. */
  readonly item: JobItemRecord | undefined;
  /** Size of the picture in its own pixels; only the proportions count. */
  readonly picture: Size;
  /** Where the picture lies in its frame. */
  readonly view: View;
  /** Called when the picture is made but the server does not have it. */
  readonly onGone?: () => void;
}

/** A picture of a tuning grid, as far as it is made; it fills the frame around it. */
export function CellPicture({ item, picture, view, onGone }: CellPictureProps) {
  const { t } = useTranslation("tuning");
  if (item?.state === "failed") {
    return (
      <span className={classes.note} title={item.error ? problemSentence(item.error) : undefined}>
        <IconAlertTriangle size={20} aria-hidden />
      </span>
    );
  }
  if (item?.state !== "done") {
    return (
      <span className={classes.note}>{item?.state === "running" && <Loader size="xs" aria-label={t("notYet")} />}</span>
    );
  }
  return <Made key={`${item.job_id}-${item.index}`} item={item} picture={picture} view={view} onGone={onGone} />;
}

/** The picture itself, asked for once more when the server can be reached again. */
function Made({ item, picture, view, onGone }: CellPictureProps & { readonly item: JobItemRecord }) {
  const { t } = useTranslation("tuning");
  const link = useStore(linkStateStore);
  const [failedDuring, setFailedDuring] = useState<string | null>(null);
  if (failedDuring === link) {
    return (
      <span className={classes.note} title={t("loadingFailed")}>
        <IconPhotoOff size={20} aria-hidden />
      </span>
    );
  }
  return (
    <img
      className={classes.picture}
      src={cellUrl(item.job_id, item.index)}
      alt=""
      decoding="async"
      draggable={false}
      style={{
        width: view.width,
        height: heightOf(view, picture),
        transform: `translate(${view.x}px, ${view.y}px)`,
      }}
      onError={() => {
        setFailedDuring(link);
        if (link === "connected") {
          onGone?.();
        }
      }}
    />
  );
}
