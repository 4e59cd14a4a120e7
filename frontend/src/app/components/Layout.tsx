import { Drawer } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { Header } from "@/app/components/Header";
import classes from "@/app/components/Layout.module.css";
import { ParameterColumn } from "@/app/components/ParameterColumn";
import { useStore } from "@/common/store";
import { Gallery } from "@/features/gallery/components/Gallery";
import { useGalleryArrows } from "@/features/gallery/hooks/useGalleryArrows";
import { useGenerateKey } from "@/features/generation/hooks/useGenerateKey";
import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { selectionDialogStore } from "@/features/library/selectionDialogStore";
import { useModelsTab } from "@/features/models/modelsPage";
import { Viewer } from "@/features/viewer/components/Viewer";

/** The three columns; those for which the page is too narrow are drawers. */
export function Layout() {
  const { t } = useTranslation("app");
  const hasRoomForGallery = useMediaQuery("(min-width: 48em)", true, { getInitialValueInEffect: false });
  const hasRoomForSettings = useMediaQuery("(min-width: 75em)", true, { getInitialValueInEffect: false });
  const [settingsOpened, settings] = useDisclosure(false);
  const [galleryOpened, gallery] = useDisclosure(false);
  const modelsTab = useModelsTab();
  const queueOpened = useStore(queueOpenedStore);
  const selectionDialog = useStore(selectionDialogStore);
  // What lies over a drawer takes Escape for itself.
  const isCovered = modelsTab !== null || queueOpened || selectionDialog !== null;
  const parameters = useRef<HTMLElement>(null);
  useGalleryArrows();
  useGenerateKey(parameters, settings.close);

  return (
    <div className={classes.page}>
      <Header
        onOpenSettings={hasRoomForSettings ? null : settings.open}
        onOpenGallery={hasRoomForGallery ? null : gallery.open}
      />
      <div className={classes.columns}>
        {hasRoomForSettings ? (
          <aside className={classes.settings} aria-label={t("settings")}>
            <ParameterColumn ref={parameters} onStarted={settings.close} />
          </aside>
        ) : (
          <Drawer
            opened={settingsOpened}
            onClose={settings.close}
            closeOnEscape={!isCovered}
            title={t("settings")}
            size="min(22rem, 100%)"
            closeButtonProps={{ "aria-label": t("close") }}
            classNames={{ body: classes.drawerBody }}
          >
            <ParameterColumn ref={parameters} onStarted={settings.close} />
          </Drawer>
        )}
        <main className={classes.viewer}>
          <Viewer />
        </main>
        {hasRoomForGallery ? (
          <aside className={classes.gallery} aria-label={t("gallery")}>
            <Gallery />
          </aside>
        ) : (
          <Drawer
            opened={galleryOpened}
            onClose={gallery.close}
            closeOnEscape={!isCovered}
            title={t("gallery")}
            position="bottom"
            size="75%"
            closeButtonProps={{ "aria-label": t("close") }}
            classNames={{ content: classes.sheet, body: classes.sheetBody }}
          >
            <Gallery onChosen={gallery.close} />
          </Drawer>
        )}
      </div>
    </div>
  );
}
