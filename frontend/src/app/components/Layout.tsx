import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { Header } from "@/app/components/Header";
import classes from "@/app/components/Layout.module.css";
import { ParameterColumn } from "@/app/components/ParameterColumn";
import { SheetBar } from "@/app/components/SheetBar";
import { galleryColumnStore } from "@/app/galleryColumnStore";
import { useIsCovered } from "@/app/hooks/useIsCovered";
import { Sheet } from "@/common/components/Sheet";
import { useStore } from "@/common/store";
import { Gallery } from "@/features/gallery/components/Gallery";
import { useGalleryArrows } from "@/features/gallery/hooks/useGalleryArrows";
import { useGenerateKey } from "@/features/generation/hooks/useGenerateKey";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { Viewer } from "@/features/viewer/components/Viewer";

/** The three columns; those for which the page is too narrow are sheets, or a drawer. */
export function Layout() {
  const { t } = useTranslation("app");
  const hasRoomForGallery = useMediaQuery("(min-width: 48em)", true, { getInitialValueInEffect: false });
  const hasRoomForSettings = useMediaQuery("(min-width: 75em)", true, { getInitialValueInEffect: false });
  const galleryShown = useStore(galleryColumnStore);
  const [settingsOpened, settings] = useDisclosure(false);
  const [galleryOpened, gallery] = useDisclosure(false);
  const isCovered = useIsCovered();
  const parameters = useRef<HTMLElement>(null);
  const toggleGallery = () => {
    if (hasRoomForGallery) {
      galleryColumnStore.update((shown) => !shown);
    } else {
      gallery.toggle();
    }
  };
  useGalleryArrows();
  useGenerateKey(parameters, settings.close);
  useKeyAction("gallery", toggleGallery);

  const column = <ParameterColumn ref={parameters} onStarted={settings.close} />;
  return (
    <div className={classes.page}>
      <Header
        narrow={!hasRoomForGallery}
        onOpenSettings={hasRoomForGallery && !hasRoomForSettings ? settings.open : null}
        galleryShown={hasRoomForGallery ? galleryShown : null}
        onToggleGallery={toggleGallery}
      />
      <div className={classes.columns}>
        {hasRoomForSettings && (
          <aside className={classes.settings} aria-label={t("settings")}>
            {column}
          </aside>
        )}
        <main className={classes.viewer}>
          <Viewer />
        </main>
        {hasRoomForGallery && galleryShown && (
          <aside className={classes.gallery} aria-label={t("gallery")}>
            <Gallery />
          </aside>
        )}
      </div>
      {!hasRoomForSettings && (
        <Sheet
          position={hasRoomForGallery ? "left" : "bottom"}
          opened={settingsOpened}
          onClose={settings.close}
          closeOnEscape={!isCovered}
          title={t("settings")}
          closeLabel={t("close")}
        >
          {column}
        </Sheet>
      )}
      {!hasRoomForGallery && (
        <>
          <Sheet
            position="bottom"
            opened={galleryOpened}
            onClose={gallery.close}
            closeOnEscape={!isCovered}
            title={t("gallery")}
            closeLabel={t("close")}
          >
            <Gallery onChosen={gallery.close} />
          </Sheet>
          <SheetBar onOpenSettings={settings.open} onOpenGallery={gallery.open} />
        </>
      )}
    </div>
  );
}
