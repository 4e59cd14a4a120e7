import { IconAdjustments, IconLibraryPhoto } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "@/app/components/Header.module.css";
import { LanguageSwitch } from "@/app/components/LanguageSwitch";
import { LinkIndicator } from "@/app/components/LinkIndicator";
import { Logo } from "@/app/components/Logo";
import { ThemeSwitch } from "@/app/components/ThemeSwitch";
import { IconButton } from "@/common/components/IconButton";
import { KeysHelpButton } from "@/features/keys/components/KeysHelpButton";
import { ModelsButton } from "@/features/models/components/ModelsButton";
import { QueueIndicator } from "@/features/queue/components/QueueIndicator";
import { AddPhotosButton } from "@/features/upload/components/AddPhotosButton";

interface HeaderProps {
  /** Opens the parameter column, where it is not in the page. */
  readonly onOpenSettings: (() => void) | null;
  /** Opens the gallery, where it is not in the page. */
  readonly onOpenGallery: (() => void) | null;
}

/** The bar at the top of the page. */
export function Header({ onOpenSettings, onOpenGallery }: HeaderProps) {
  const { t } = useTranslation("app");
  return (
    <header className={classes.header}>
      <div className={classes.brand}>
        <Logo />
        <h1 className={classes.name}>{t("name")}</h1>
      </div>
      <LinkIndicator />
      <div className={classes.tools}>
        <QueueIndicator />
        <AddPhotosButton size="sm" compact />
        <ModelsButton />
        <LanguageSwitch />
        <ThemeSwitch />
        <KeysHelpButton />
        {onOpenSettings && <IconButton label={t("openSettings")} icon={IconAdjustments} onClick={onOpenSettings} />}
        {onOpenGallery && <IconButton label={t("openGallery")} icon={IconLibraryPhoto} onClick={onOpenGallery} />}
      </div>
    </header>
  );
}
