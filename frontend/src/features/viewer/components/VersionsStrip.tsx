import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { versionLabel } from "@/features/library/versionLabel";
import classes from "@/features/viewer/components/Strip.module.css";
import { StripItem } from "@/features/viewer/components/StripItem";
import { versionsQuery } from "@/services/api/queries";
import type { ImageRecord } from "@/services/api/types";

/** All versions of the shown image, the original first; choosing one shows it. */
export function VersionsStrip({ image }: { image: ImageRecord }) {
  const { t } = useTranslation("viewer");
  const versions = useQuery(versionsQuery(image.origin_id)).data ?? [image];

  return (
    <ul className={classes.strip} aria-label={t("versions")}>
      {versions.map((version) => (
        <StripItem key={version.id} image={version} shown={version.id === image.id}>
          <span>{version.source_id === null ? t("original") : (versionLabel(version) ?? t("result"))}</span>
        </StripItem>
      ))}
    </ul>
  );
}
