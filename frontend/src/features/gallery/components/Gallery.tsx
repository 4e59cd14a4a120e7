import { Alert, Button, Skeleton, Text } from "@mantine/core";
import { useCallback } from "react";

import { FormingList } from "@/features/gallery/components/FormingList";
import classes from "@/features/gallery/components/Gallery.module.css";
import { GalleryGrid } from "@/features/gallery/components/GalleryGrid";
import { strings } from "@/features/gallery/strings";
import { useGalleryImages } from "@/features/library/hooks/useGalleryImages";
import { sentenceOf } from "@/services/api/problem";

interface GalleryProps {
  /** Called when an image, or one that forms, was clicked or tapped, so that a gallery over the page can make room for it. */
  readonly onChosen?: () => void;
}

/** The library, newest first; more of it is loaded as one scrolls. */
export function Gallery({ onChosen }: GalleryProps) {
  const { images, total, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useGalleryImages();
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !error) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, error, fetchNextPage]);

  return (
    <section className={classes.gallery} aria-label={strings.title}>
      <FormingList onChosen={onChosen} />
      {images.length > 0 && (
        <Text size="xs" c="dimmed" px="md" py={6}>
          {strings.count(total)}
        </Text>
      )}
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
