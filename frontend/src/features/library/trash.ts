import type { QueryClient } from "@tanstack/react-query";

import { createStore } from "@/common/store";
import { dropImage, reloadImages, showImage, updateImage } from "@/features/library/libraryEvents";
import { clearSelection } from "@/features/library/selectionStore";
import { dismiss, notify, type Notice } from "@/features/notices/noticeStore";
import { translator } from "@/i18n/i18n";
import { deleteImage, deleteImages, getImage, undeleteImages } from "@/services/api/endpoints";
import { sentenceOf } from "@/services/api/problem";
import type { ImageRecord } from "@/services/api/types";

/** What was moved to the trash at one go. */
interface Deletion {
  readonly ids: readonly string[];
  /** The notice that offers to take it back. */
  readonly notice: Notice;
}

/** What can be taken back, the last move first. */
export const deletionsStore = createStore<readonly Deletion[]>([]);

/** Moves one version of an image to the trash, and offers to take that back. */
export async function moveToTrash(queryClient: QueryClient, image: ImageRecord): Promise<void> {
  await orNotify("notDeleted", async () => {
    dropImage(queryClient, await deleteImage(image.id));
    offerUndo(queryClient, [image.id], 1, image.name);
  });
}

/** Moves images, given by their ids, with all their versions to the trash, and offers to take that back. */
export async function moveAllToTrash(queryClient: QueryClient, ids: readonly string[]): Promise<void> {
  await orNotify("notDeleted", async () => {
    const moved = await deleteImages(ids);
    clearSelection();
    reloadImages(queryClient);
    offerUndo(queryClient, moved.ids, ids.length, translator("library")("deletedHelp"));
  });
}

/** Takes back the last move to the trash. */
export async function undoLast(queryClient: QueryClient): Promise<void> {
  const last = deletionsStore.get()[0];
  if (last) {
    await undo(queryClient, last.ids);
  }
}

function offerUndo(queryClient: QueryClient, ids: readonly string[], count: number, message: string): void {
  const t = translator("library");
  const notice = notify({
    kind: "done",
    title: t("deleted", { count }),
    message,
    action: { label: t("undo"), run: () => void undo(queryClient, ids) },
  });
  deletionsStore.update((deletions) => [{ ids, notice }, ...deletions]);
}

async function undo(queryClient: QueryClient, ids: readonly string[]): Promise<void> {
  const deletions = deletionsStore.get();
  deletions
    .filter((deletion) => deletion.ids === ids)
    .forEach(({ notice }) => {
      dismiss(notice);
    });
  deletionsStore.set(deletions.filter((deletion) => deletion.ids !== ids));
  await orNotify("notRestored", async () => {
    await undeleteImages(ids);
    const [only, ...others] = ids;
    if (only !== undefined && others.length === 0) {
      const image = await getImage(only);
      updateImage(queryClient, image);
      showImage(queryClient, image);
    } else {
      reloadImages(queryClient);
    }
  });
}

/** Does it; a refusal becomes a notice. */
async function orNotify(title: "notDeleted" | "notRestored", act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    notify({ kind: "problem", title: translator("library")(title), message: sentenceOf(error) });
  }
}
