import { useQuery } from "@tanstack/react-query";

import { useShowImage } from "@/features/library/hooks/useShowImage";
import { versionLabel } from "@/features/library/versionLabel";
import classes from "@/features/viewer/components/VersionsStrip.module.css";
import { strings } from "@/features/viewer/strings";
import { thumbnailUrl } from "@/services/api/endpoints";
import { versionsQuery } from "@/services/api/queries";
import type { ImageRecord } from "@/services/api/types";

/** All versions of the shown image, the original first; choosing one shows it. */
export function VersionsStrip({ image }: { image: ImageRecord }) {
  const showImage = useShowImage();
  const versions = useQuery(versionsQuery(image.origin_id)).data ?? [image];

  return (
    <ul className={classes.strip} aria-label={strings.versions}>
      {versions.map((version) => (
        <li key={version.id}>
          <button
            type="button"
            className={classes.version}
            aria-current={version.id === image.id}
            title={version.name}
            onClick={() => {
              showImage(version);
            }}
          >
            <img src={thumbnailUrl(version.id)} alt="" className={classes.thumbnail} draggable={false} />
            <span>{version.source_id === null ? strings.original : (versionLabel(version) ?? strings.result)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
