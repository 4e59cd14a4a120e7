import { useQuery } from "@tanstack/react-query";

import { versionLabel } from "@/features/library/versionLabel";
import classes from "@/features/viewer/components/Strip.module.css";
import { StripItem } from "@/features/viewer/components/StripItem";
import { strings } from "@/features/viewer/strings";
import { versionsQuery } from "@/services/api/queries";
import type { ImageRecord } from "@/services/api/types";

/** All versions of the shown image, the original first; choosing one shows it. */
export function VersionsStrip({ image }: { image: ImageRecord }) {
  const versions = useQuery(versionsQuery(image.origin_id)).data ?? [image];

  return (
    <ul className={classes.strip} aria-label={strings.versions}>
      {versions.map((version) => (
        <StripItem key={version.id} image={version} shown={version.id === image.id}>
          <span>{version.source_id === null ? strings.original : (versionLabel(version) ?? strings.result)}</span>
        </StripItem>
      ))}
    </ul>
  );
}
