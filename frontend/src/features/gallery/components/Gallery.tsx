import { Alert, Button, Skeleton, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { useStore, useStorePart } from "@/common/store";
import { FormingList } from "@/features/gallery/components/FormingList";
import classes from "@/features/gallery/components/Gallery.module.css";
import { GalleryGrid } from "@/features/gallery/components/GalleryGrid";
import { GalleryHead } from "@/features/gallery/components/GalleryHead";
import { NothingMatches } from "@/features/gallery/components/NothingMatches";
import { SelectionBar } from "@/features/gallery/components/SelectionBar";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { galleryFilterStore, isNarrowed } from "@/features/library/galleryFilter";
import { allOf } from "@/features/library/galleryRange";
import { useGallery } from "@/features/library/hooks/useGallery";
import { useTrash } from "@/features/library/hooks/useTrash";
import { selectAll, selectionStore } from "@/features/library/selectionStore";
import { notify } from "@/features/notices/noticeStore";
import { sentenceOf } from "@/services/api/problem";

interface GalleryProps {
  /** Called when an image, or one that forms, was chosen to be shown, so that a gallery over the page can make room for it. */
  readonly onChosen?: () => void;
}

/** The library, newest first, which can be searched and narrowed down, and any of which can be selected. */
export function Gallery({ onChosen }: GalleryProps) {
  const { t } = useTranslation("gallery");
  const { list, error, isPending, retry } = useGallery();
  const section = useRef<HTMLElement>(null);
  const selectedCount = useStorePart(selectionStore, ({ images }) => images.size);
  const selecting = useStorePart(selectionStore, (selection) => selection.selecting);
  const { undo } = useTrash();
  const { mutate: selectMatching } = useMutation({
    mutationFn: () => allOf(galleryFilterStore.get()),
    onSuccess: selectAll,
    onError: (problem) => {
      notify({ kind: "problem", title: t("notSelected"), message: sentenceOf(problem) });
    },
  });
  useKeyAction(
    "selectAll",
    () => {
      selectMatching();
    },
    section,
  );
  useKeyAction("undo", undo);
  const total = list?.total ?? 0;
  const narrowed = isNarrowed(useStore(galleryFilterStore));

  return (
    <section ref={section} className={classes.gallery} aria-label={t("title")}>
      <FormingList onChosen={onChosen} />
      {(total > 0 || narrowed) && <GalleryHead total={list?.total ?? null} />}
      {(selectedCount > 0 || selecting) && <SelectionBar count={selectedCount} />}
      {error && (
        <Alert color="red" role="alert" m="xs" p="xs" title={t("failed")}>
          {sentenceOf(error)}
          <Button mt="xs" size="compact-sm" color="red.9" display="block" onClick={retry}>
            {t("retry")}
          </Button>
        </Alert>
      )}
      {isPending && (
        <div className={classes.skeletons} role="status" aria-label={t("loading")}>
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} radius="md" />
          ))}
        </div>
      )}
      {list && total > 0 && <GalleryGrid key={JSON.stringify(list.filter)} list={list} onChosen={onChosen} />}
      {list && total === 0 && !narrowed && (
        <Text size="sm" c="dimmed" p="md">
          {t("empty")}
        </Text>
      )}
      {list && total === 0 && narrowed && <NothingMatches />}
    </section>
  );
}
