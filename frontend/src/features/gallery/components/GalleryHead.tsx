import { Button, Text } from "@mantine/core";
import { IconSquareCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { GalleryFilters } from "@/features/gallery/components/GalleryFilters";
import classes from "@/features/gallery/components/GalleryHead.module.css";
import { GallerySearch } from "@/features/gallery/components/GallerySearch";
import { changeFilter, countFilters, galleryFilterStore } from "@/features/library/galleryFilter";
import { selectionStore, setSelecting } from "@/features/library/selectionStore";

interface GalleryHeadProps {
  /** How many images the gallery has, as it is narrowed down; null while that is not known. */
  readonly total: number | null;
}

/** Narrows the gallery down, says what that comes to, and lets images be selected by taps. */
export function GalleryHead({ total }: GalleryHeadProps) {
  const { t } = useTranslation("gallery");
  const { t: library } = useTranslation("library");
  const selecting = useStore(selectionStore).selecting;
  const filters = countFilters(useStore(galleryFilterStore));
  return (
    <div className={classes.head}>
      <div className={classes.row}>
        <GallerySearch />
        <GalleryFilters />
      </div>
      <div className={classes.row}>
        <Text size="xs" c="dimmed" role="status">
          {total !== null && library("images", { count: total })}
        </Text>
        {filters > 0 && (
          <Button
            h={32}
            px={8}
            size="xs"
            variant="light"
            rightSection={<IconX size={14} aria-hidden />}
            aria-description={t("clearFilters")}
            onClick={() => {
              changeFilter({
                kind: undefined,
                favourite: undefined,
                recipe: undefined,
                made_after: undefined,
                made_before: undefined,
              });
            }}
          >
            {t("filters", { count: filters })}
          </Button>
        )}
        <Button
          h={40}
          ml="auto"
          px="xs"
          size="xs"
          variant={selecting ? "light" : "subtle"}
          leftSection={<IconSquareCheck size={16} aria-hidden />}
          aria-description={t("selectHelp")}
          aria-pressed={selecting}
          onClick={() => {
            setSelecting(!selecting);
          }}
        >
          {t("select")}
        </Button>
      </div>
    </div>
  );
}
