import { IconAdjustments, IconLayoutSidebarRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "@/app/components/Header.module.css";
import { LanguageSwitch } from "@/app/components/LanguageSwitch";
import { LinkIndicator } from "@/app/components/LinkIndicator";
import { Logo } from "@/app/components/Logo";
import { MoreMenu } from "@/app/components/MoreMenu";
import { ThemeSwitch } from "@/app/components/ThemeSwitch";
import { IconButton } from "@/common/components/IconButton";
import { KeysHelpButton } from "@/features/keys/components/KeysHelpButton";
import { ModelsButton } from "@/features/models/components/ModelsButton";
import { QueueIndicator } from "@/features/queue/components/QueueIndicator";
import { AddPhotosButton } from "@/features/upload/components/AddPhotosButton";

interface HeaderProps {
  /** Whether the page is a phone's, where some of the tools are in a menu. */
  readonly narrow: boolean;
  /** Opens the parameter column, where a button here is to do that. */
  readonly onOpenSettings: (() => void) | null;
  /** Whether the gallery is in the page; null where no button here is to show or hide it. */
  readonly galleryShown: boolean | null;
  readonly onToggleGallery: () => void;
}

/** The bar at the top of the page. */
export function Header({ narrow, onOpenSettings, galleryShown, onToggleGallery }: HeaderProps) {
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
        {narrow ? (
          <MoreMenu />
        ) : (
          <>
            <LanguageSwitch />
            <ThemeSwitch />
            <KeysHelpButton />
          </>
        )}
        {onOpenSettings && <IconButton label={t("openSettings")} icon={IconAdjustments} onClick={onOpenSettings} />}
        {galleryShown !== null && (
          <IconButton
            label={t("toggleGallery")}
            icon={IconLayoutSidebarRight}
            expanded={galleryShown}
            onClick={onToggleGallery}
          />
        )}
      </div>
    </header>
  );
}
