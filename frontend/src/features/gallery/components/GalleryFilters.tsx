import { Group, NativeSelect, Popover, Stack, Switch, TextInput } from "@mantine/core";
import { IconFilter, IconFilterFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { useStore } from "@/common/store";
import { filtersOpenedStore } from "@/features/gallery/filtersOpenedStore";
import { dayOf, lastDayBefore, startOf } from "@/features/gallery/filterDates";
import { changeFilter, countFilters, galleryFilterStore } from "@/features/library/galleryFilter";

const KINDS = ["upload", "base", "result"] as const;
const STEPS = ["upscale", "restore_faces"] as const;

/** Narrows the gallery down by what the images are. */
export function GalleryFilters() {
  const { t } = useTranslation("gallery");
  const filter = useStore(galleryFilterStore);
  const opened = useStore(filtersOpenedStore);
  const isOn = countFilters(filter) > 0;

  return (
    <Popover
      opened={opened}
      onChange={filtersOpenedStore.set}
      position="bottom-end"
      width="min(20rem, calc(100vw - 2rem))"
      shadow="md"
      trapFocus
      withRoles={false}
      returnFocus
    >
      <Popover.Target>
        <div>
          <IconButton
            label={t("filter")}
            icon={isOn ? IconFilterFilled : IconFilter}
            pressed={isOn || undefined}
            expanded={opened}
            onClick={() => {
              filtersOpenedStore.set(!opened);
            }}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t("filter")}>
        <Stack gap="sm">
          <Switch
            label={t("onlyFavourites")}
            checked={filter.favourite === true}
            onChange={(event) => {
              changeFilter({ favourite: event.currentTarget.checked ? true : undefined });
            }}
          />
          <NativeSelect
            label={t("kind")}
            data={[
              { value: "", label: t("kinds.any") },
              ...KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
            ]}
            value={filter.kind ?? ""}
            onChange={(event) => {
              changeFilter({ kind: KINDS.find((kind) => kind === event.currentTarget.value) });
            }}
          />
          <NativeSelect
            label={t("done")}
            data={[
              { value: "", label: t("doneTo.any") },
              ...STEPS.map((value) => ({ value, label: t(`doneTo.${value}`) })),
            ]}
            value={filter.recipe ?? ""}
            onChange={(event) => {
              changeFilter({ recipe: STEPS.find((step) => step === event.currentTarget.value) });
            }}
          />
          <Group grow gap="sm">
            <TextInput
              type="date"
              label={t("from")}
              value={dayOf(filter.made_after)}
              onChange={(event) => {
                changeFilter({ made_after: startOf(event.currentTarget.value) });
              }}
            />
            <TextInput
              type="date"
              label={t("to")}
              value={lastDayBefore(filter.made_before)}
              onChange={(event) => {
                changeFilter({ made_before: startOf(event.currentTarget.value, 1) });
              }}
            />
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
