import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconFileZip, IconHeart, IconHeartOff, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { ArchiveDialog } from "@/features/archives/components/ArchiveDialog";
import { markFavourites } from "@/features/library/favourites";
import { selectionObstacle } from "@/features/library/hooks/useSelectionRun";
import { useTrash } from "@/features/library/hooks/useTrash";
import { closeSelectionDialog, selectionDialogStore } from "@/features/library/selectionDialogStore";
import { selectedIds } from "@/features/library/selectionStore";
import { SelectionRecipeDialog } from "@/features/recipes/components/SelectionRecipeDialog";
import { copiedRecipeStore } from "@/features/recipes/copiedRecipeStore";

/** What is done less often with so many selected images. */
export function SelectionMenu({ count }: { count: number }) {
  const { t } = useTranslation("gallery");
  const { t: library } = useTranslation("library");
  const { t: recipes } = useTranslation("recipes");
  const queryClient = useQueryClient();
  const { removeSelected } = useTrash();
  const copied = useStore(copiedRecipeStore);
  const dialog = useStore(selectionDialogStore);
  const obstacle = selectionObstacle(count);

  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={40} aria-label={t("more")}>
            <IconDots size={20} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {obstacle !== null && <Menu.Label>{obstacle}</Menu.Label>}
          <Menu.Item
            disabled={obstacle !== null}
            leftSection={<IconHeart size={16} aria-hidden />}
            onClick={() => void markFavourites(queryClient, selectedIds(), true)}
          >
            {library("addFavourite")}
          </Menu.Item>
          <Menu.Item
            disabled={obstacle !== null}
            leftSection={<IconHeartOff size={16} aria-hidden />}
            onClick={() => void markFavourites(queryClient, selectedIds(), false)}
          >
            {library("removeFavourite")}
          </Menu.Item>
          <Menu.Item
            disabled={obstacle !== null}
            leftSection={<IconFileZip size={16} aria-hidden />}
            onClick={() => {
              selectionDialogStore.set("archive");
            }}
          >
            {t("download")}
          </Menu.Item>
          <Menu.Item
            disabled={obstacle !== null || copied === null}
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => {
              selectionDialogStore.set("recipe");
            }}
          >
            {recipes("apply")}
          </Menu.Item>
          {copied === null && <Menu.Label>{recipes("noneCopied")}</Menu.Label>}
          <Menu.Divider />
          <Menu.Item
            disabled={obstacle !== null}
            color="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={removeSelected}
          >
            {t("delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === "archive" && (
        <ArchiveDialog
          images={selectedIds()}
          subject={library("images", { count })}
          opened
          onClose={closeSelectionDialog}
        />
      )}
      {copied !== null && <SelectionRecipeDialog copied={copied} count={count} />}
    </>
  );
}
