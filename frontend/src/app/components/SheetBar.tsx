import { UnstyledButton } from "@mantine/core";
import { IconAdjustments, IconLibraryPhoto } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "@/app/components/SheetBar.module.css";

interface SheetBarProps {
  readonly onOpenSettings: () => void;
  readonly onOpenGallery: () => void;
}

/** The bar at the foot of a phone, within reach of the thumb, that opens what the page has no room for. */
export function SheetBar({ onOpenSettings, onOpenGallery }: SheetBarProps) {
  const { t } = useTranslation("app");
  return (
    <nav className={classes.bar} aria-label={t("sheets")}>
      <UnstyledButton
        className={classes.button}
        aria-label={t("openSettings")}
        aria-haspopup="dialog"
        onClick={onOpenSettings}
      >
        <IconAdjustments size={20} stroke={1.6} aria-hidden />
        {t("settings")}
      </UnstyledButton>
      <UnstyledButton
        className={classes.button}
        aria-label={t("openGallery")}
        aria-haspopup="dialog"
        onClick={onOpenGallery}
      >
        <IconLibraryPhoto size={20} stroke={1.6} aria-hidden />
        {t("gallery")}
      </UnstyledButton>
    </nav>
  );
}
