import { Center, Loader } from "@mantine/core";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from "react";

import { GalleryItem, optionId } from "@/features/gallery/components/GalleryItem";
import classes from "@/features/gallery/components/GalleryGrid.module.css";
import { columnsFor, targetOfKey } from "@/features/gallery/galleryKeys";
import { strings } from "@/features/gallery/strings";
import { useShowImage } from "@/features/library/hooks/useShowImage";
import { useShownImage } from "@/features/library/hooks/useShownImage";
import type { ImageRecord } from "@/services/api/types";

interface GalleryGridProps {
  /** The newest version of each image. */
  readonly images: readonly ImageRecord[];
  readonly total: number;
  readonly loadingMore: boolean;
  /** Called when the end of what is loaded comes into sight. */
  readonly onEndNear: () => void;
  /** Called when an image was clicked or tapped. */
  readonly onChosen?: () => void;
}

/** Thumbnails in rows, of which only those in sight are in the page. */
export function GalleryGrid({ images, total, loadingMore, onEndNear, onChosen }: GalleryGridProps) {
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const scrollElement = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(sizeRef, scrollElement);
  const showImage = useShowImage();
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

  const show = (index: number) => {
    const image = images[index];
    if (image) {
      showImage(image);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.shiftKey ? null : targetOfKey(event.key, Math.max(shownIndex, 0), images.length, columns);
    if (target !== null) {
      event.preventDefault();
      show(target);
    }
  };
  const onClick = (event: MouseEvent) => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-index]") : null;
    if (option) {
      show(Number(option.dataset.index));
      onChosen?.();
    }
  };

  return (
    <div
      ref={ref}
      role="listbox"
      tabIndex={0}
      aria-label={strings.title}
      aria-activedescendant={shownOriginId !== null && shownIndex >= 0 ? optionId(shownOriginId) : undefined}
      className={classes.scroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
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
                  selected={image.origin_id === shownOriginId}
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
