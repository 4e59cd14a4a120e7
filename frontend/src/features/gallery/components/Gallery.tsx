import { Alert, Button, Skeleton, Text } from "@mantine/core";
import { IconSquareCheck } from "@tabler/icons-react";
import { useCallback, useRef } from "react";

import { useStore } from "@/common/store";
import { FormingList } from "@/features/gallery/components/FormingList";
import classes from "@/features/gallery/components/Gallery.module.css";
import { GalleryGrid } from "@/features/gallery/components/GalleryGrid";
import { SelectionBar } from "@/features/gallery/components/SelectionBar";
import { strings } from "@/features/gallery/strings";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { useGalleryImages } from "@/features/library/hooks/useGalleryImages";
import { countSelected, selectAll, selectionStore, setSelecting } from "@/features/library/selectionStore";
import { sentenceOf } from "@/services/api/problem";

interface GalleryProps {
  /** Called when an image, or one that forms, was chosen to be shown, so that a gallery over the page can make room for it. */
  readonly onChosen?: () => void;
}

/** The library, newest first; more of it is loaded as one scrolls, and any of it can be selected. */
export function Gallery({ onChosen }: GalleryProps) {
  const { images, total, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useGalleryImages();
  const section = useRef<HTMLElement>(null);
  const selection = useStore(selectionStore);
  const selectedCount = countSelected(selection, total);
  useKeyAction("selectAll", selectAll, section);
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !error) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, error, fetchNextPage]);

  return (
    <section ref={section} className={classes.gallery} aria-label={strings.title}>
      <FormingList onChosen={onChosen} />
      {images.length > 0 && (
        <div className={classes.head}>
          <Text size="xs" c="dimmed">
            {strings.count(total)}
          </Text>
          <Button
            h={40}
            px="xs"
            size="xs"
            variant={selection.selecting ? "light" : "subtle"}
            leftSection={<IconSquareCheck size={16} aria-hidden />}
            aria-description={strings.selectHelp}
            aria-pressed={selection.selecting}
            onClick={() => {
              setSelecting(!selection.selecting);
            }}
          >
            {strings.select}
          </Button>
        </div>
      )}
      {(selectedCount > 0 || selection.selecting) && <SelectionBar count={selectedCount} />}
      {error && (
        <Alert color="red" role="alert" mx="xs" mb="xs" p="xs" title={strings.failed}>
          {sentenceOf(error)}
          <Button
            mt="xs"
            size="compact-sm"
            color="red.9"
            display="block"
            onClick={() => void (images.length > 0 ? fetchNextPage() : refetch())}
          >
            {strings.retry}
          </Button>
        </Alert>
      )}
      {isPending && (
        <div className={classes.skeletons} role="status" aria-label={strings.loading}>
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} radius="md" />
          ))}
        </div>
      )}
      {images.length > 0 && (
        <GalleryGrid
          images={images}
          total={total}
          loadingMore={isFetchingNextPage}
          onEndNear={loadMore}
          onChosen={onChosen}
        />
      )}
      {!isPending && !error && images.length === 0 && (
        <Text size="sm" c="dimmed" p="md">
          {strings.empty}
        </Text>
      )}
    </section>
  );
}
