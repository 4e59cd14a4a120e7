import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useMemo, useRef, type KeyboardEvent, type MouseEvent } from "react";
import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { GalleryItem, optionId } from "@/features/gallery/components/GalleryItem";
import classes from "@/features/gallery/components/GalleryGrid.module.css";
import { columnsFor, targetOfKey } from "@/features/gallery/galleryKeys";
import { useExtendSelection } from "@/features/gallery/hooks/useExtendSelection";
import { useLongPress } from "@/features/gallery/hooks/useLongPress";
import { useSight } from "@/features/gallery/hooks/useSight";
import { keyBindings, matches } from "@/features/keys/keyBindings";
import { toggleFavourite } from "@/features/library/favourites";
import { placeOf, type GalleryList } from "@/features/library/galleryList";
import { imageAt } from "@/features/library/galleryQuery";
import { useShowImage } from "@/features/library/hooks/useShowImage";
import { useShownImage } from "@/features/library/hooks/useShownImage";
import { forgetAnchor, selectionStore, setSelecting, toggleSelected } from "@/features/library/selectionStore";
import type { ImageRecord } from "@/services/api/types";

interface GalleryGridProps {
  readonly list: GalleryList;
  /** Called when an image was clicked or tapped to be shown. */
  readonly onChosen?: () => void;
}

/** Thumbnails in rows, of which only those in sight are in the page; one of them is shown, and any may be selected. */
export function GalleryGrid({ list, onChosen }: GalleryGridProps) {
  const { t } = useTranslation("gallery");
  const queryClient = useQueryClient();
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const scrollElement = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(sizeRef, scrollElement);
  const showImage = useShowImage();
  const extendSelection = useExtendSelection(list);
  const selection = useStore(selectionStore);
  const shownOriginId = useShownImage()?.origin_id ?? null;
  const shownPlace = useMemo(() => placeOf(list, shownOriginId), [list, shownOriginId]);

  const { total } = list;
  const columns = columnsFor(width);
  // Without a width rows would have no height, and all of them would be in sight.
  const rows = width > 0 ? Math.ceil(total / columns) : 0;
  const cell = width / columns;
  const virtualizer = useVirtualizer({
    count: rows,
    getScrollElement: () => scrollElement.current,
    estimateSize: () => cell,
    overscan: 3,
  });
  const virtualRows = virtualizer.getVirtualItems();
  const laidOut = rows > 0;
  const shownRow = shownPlace === null ? null : Math.floor(shownPlace / columns);

  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, cell]);

  useSight({
    first: (virtualRows[0]?.index ?? 0) * columns,
    last: ((virtualRows.at(-1)?.index ?? 0) + 1) * columns - 1,
    scrolling: virtualizer.isScrolling,
  });

  const scrollToShown = useEffectEvent(() => {
    if (shownRow !== null) {
      virtualizer.scrollToIndex(shownRow, { align: "auto" });
    }
  });
  useEffect(() => {
    // That other images came before the shown one is no reason to scroll back to it.
    if (laidOut) {
      scrollToShown();
    }
  }, [shownOriginId, laidOut]);

  const show = (image: ImageRecord) => {
    showImage(image);
    forgetAnchor();
  };
  const placeAt = (target: EventTarget) => {
    const option = target instanceof Element ? target.closest<HTMLElement>("[data-place]") : null;
    return option ? Number(option.dataset.place) : -1;
  };
  const longPress = useLongPress((target) => {
    const image = list.places.get(placeAt(target));
    if (image) {
      setSelecting(true);
      toggleSelected(image);
    }
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const shown = shownPlace === null ? undefined : list.places.get(shownPlace);
    if (matches(keyBindings.select, event.nativeEvent) && shown) {
      event.preventDefault();
      toggleSelected(shown);
      return;
    }
    const place = targetOfKey(event.key, shownPlace ?? 0, total, columns);
    if (place === null || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    event.preventDefault();
    if (event.shiftKey) {
      void extendSelection(place, shownOriginId, false);
    } else {
      forgetAnchor();
    }
    void imageAt(queryClient, place).then((image) => {
      if (image) {
        showImage(image);
      }
    });
  };
  const onClick = (event: MouseEvent) => {
    const place = placeAt(event.target);
    const image = list.places.get(place);
    if (!image || longPress.wasLong()) {
      return;
    }
    const control = event.ctrlKey || event.metaKey;
    if (event.target instanceof Element && event.target.closest("[data-heart]") !== null && !selection.selecting) {
      void toggleFavourite(queryClient, image);
    } else if (event.shiftKey) {
      void extendSelection(place, shownOriginId, control);
    } else if (control || selection.selecting) {
      toggleSelected(image);
    } else {
      show(image);
      onChosen?.();
    }
  };

  return (
    <div
      ref={ref}
      role="listbox"
      tabIndex={0}
      aria-multiselectable
      aria-label={t("title")}
      aria-activedescendant={shownOriginId !== null && shownPlace !== null ? optionId(shownOriginId) : undefined}
      className={classes.scroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
      {...longPress.handlers}
    >
      <div role="presentation" className={classes.all} style={{ height: virtualizer.getTotalSize() }}>
        {virtualRows.map((row) => (
          <div
            key={row.key}
            role="presentation"
            className={classes.row}
            style={{ height: row.size, transform: `translateY(${row.start}px)` }}
          >
            {Array.from({ length: columns }, (_, column) => {
              const place = row.index * columns + column;
              const image = list.places.get(place);
              return image ? (
                <GalleryItem
                  key={column}
                  image={image}
                  place={place}
                  total={total}
                  shown={image.origin_id === shownOriginId}
                  selected={selection.images.has(image.origin_id)}
                  selecting={selection.selecting}
                />
              ) : (
                <div
                  key={column}
                  role="presentation"
                  className={classes.gap}
                  data-expected={place < total || undefined}
                />
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
