import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { formatSize } from "@/common/format";
import classes from "@/features/generation/components/ProportionsIcon.module.css";
import type { Proportions, Size } from "@/features/generation/generationPlan";

interface ProportionsIconProps {
  readonly name: Proportions;
  readonly size: Size;
}

/** CSS pixels of the longer side. */
const LONGER_SIDE = 18;

/** A small frame of those proportions. */
export function ProportionsIcon({ name, size }: ProportionsIconProps) {
  const { t } = useTranslation("generation");
  const scale = LONGER_SIDE / Math.max(size.width, size.height);
  const title = t("proportionsOfSize", { proportions: t(`proportions.${name}`), size: formatSize(size) });
  return (
    <span className={classes.place} title={title}>
      <span className={classes.frame} style={{ width: size.width * scale, height: size.height * scale }} />
      <VisuallyHidden>{title}</VisuallyHidden>
    </span>
  );
}
