import { Center, Loader } from "@mantine/core";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from "react";

import { useStore } from "@/common/store";
import { GalleryItem, optionId } from "@/features/gallery/components/GalleryItem";
import classes from "@/features/gallery/components/GalleryGrid.module.css";
import { columnsFor, targetOfKey } from "@/features/gallery/galleryKeys";
import { useLongPress } from "@/features/gallery/hooks/useLongPress";
import { strings } from "@/features/gallery/strings";
import { keyBindings, matches } from "@/features/keys/keyBindings";
import { useShowImage } from "@/features/library/hooks/useShowImage";
import { useShownImage } from "@/features/library/hooks/useShownImage";
import {
  forgetAnchor,
  isSelected,
  selectionStore,
  selectRange,
  setSelecting,
  toggleSelected,
} from "@/features/library/selectionStore";
import type { ImageRecord } from "@/services/api/types";

interface GalleryGridProps {
  /** The newest version of each image. */
  readonly images: readonly ImageRecord[];
  readonly total: number;
  readonly loadingMore: boolean;
  /** Called when the end of what is loaded comes into sight. */
  readonly onEndNear: () => void;
  /** Called when an image was clicked or tapped to be shown. */
  readonly onChosen?: () => void;
}

/** Thumbnails in rows, of which only those in sight are in the page; one of them is shown, and any may be selected. */
export function GalleryGrid({ images, total, loadingMore, onEndNear, onChosen }: GalleryGridProps) {
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const scrollElement = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(sizeRef, scrollElement);
  const showImage = useShowImage();
  const selection = useStore(selectionStore);
  const shownOriginId = useShownImage()?.origin_id ?? null;
  const shownIndex = images.findIndex((image) => image.origin_id === shownOriginId);

  const columns = columnsFor(width);
  // Without a width rows would have no height, and all of them would be in sight.
  const rows = width > 0 ? Math.ceil(images.length / columns) : 0;
  const cell = width / columns;
  const virtualizer = useVirtualizer({
    count: rows,
    getScrollElement: () => scrollElement.current,
    estimateSize: () => cell,
    overscan: 3,
  });
  const virtualRows = virtualizer.getVirtualItems();
  const laidOut = rows > 0;
  const endNear = laidOut && (virtualRows.at(-1)?.index ?? 0) >= rows - 2;
  const shownRow = Math.floor(shownIndex / columns);

  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, cell]);

  useEffect(() => {
    if (endNear) {
      onEndNear();
    }
  }, [endNear, onEndNear]);

  useEffect(() => {
    if (shownRow >= 0 && laidOut) {
      virtualizer.scrollToIndex(shownRow, { align: "auto" });
    }
  }, [virtualizer, shownRow, shownOriginId, laidOut]);

  const show = (image: ImageRecord) => {
    showImage(image);
    forgetAnchor();
  };
  const extendTo = (image: ImageRecord, keep: boolean) => {
    selectRange(images, shownOriginId, image.origin_id, keep);
  };
  const imageAt = (target: EventTarget) => {
    const option = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
    return option ? images[Number(option.dataset.index)] : undefined;
  };
  const longPress = useLongPress((target) => {
    const image = imageAt(target);
    if (image) {
      setSelecting(true);
      toggleSelected(image.origin_id);
    }
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (matches(keyBindings.select, event.nativeEvent) && shownOriginId !== null) {
      event.preventDefault();
      toggleSelected(shownOriginId);
      return;
    }
    const target = images[targetOfKey(event.key, Math.max(shownIndex, 0), images.length, columns) ?? -1];
    if (!target || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    event.preventDefault();
    if (event.shiftKey) {
      extendTo(target, false);
      showImage(target);
    } else {
      show(target);
    }
  };
  const onClick = (event: MouseEvent) => {
    const image = imageAt(event.target);
    if (!image || longPress.wasLong()) {
      return;
    }
    const control = event.ctrlKey || event.metaKey;
    if (event.shiftKey) {
      extendTo(image, control);
    } else if (control || selection.selecting) {
      toggleSelected(image.origin_id);
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
      aria-label={strings.title}
      aria-activedescendant={shownOriginId !== null && shownIndex >= 0 ? optionId(shownOriginId) : undefined}
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
              const index = row.index * columns + column;
              const image = images[index];
              return image ? (
                <GalleryItem
                  key={image.origin_id}
                  image={image}
                  index={index}
                  total={total}
                  shown={image.origin_id === shownOriginId}
                  selected={isSelected(selection, image.origin_id)}
                  selecting={selection.selecting}
                />
              ) : (
                <div key={column} role="presentation" className={classes.gap} />
              );
            })}
          </div>
        ))}
      </div>
      {loadingMore && (
        <Center py="md" role="presentation">
          <Loader size="sm" aria-label={strings.loading} />
        </Center>
      )}
    </div>
  );
}
