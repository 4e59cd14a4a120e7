import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { MOST_IMAGES, selectedIds } from "@/features/library/selectionStore";
import { notify } from "@/features/notices/noticeStore";
import { translator } from "@/i18n/i18n";

/**
 * Starts work on the selected images, given by their ids, as one job; a notice leads to the queue, where each has a row.
 */
export function useSelectionRun(request: (imageIds: readonly string[]) => Promise<void>): () => Promise<void> {
  return async () => {
    const ids = selectedIds();
    await request(ids);
    const t = translator("library");
    notify({
      kind: "done",
      title: t("selectionQueued", { count: ids.length }),
      message: t("selectionQueuedHelp"),
      action: {
        label: t("showQueue"),
        run: () => {
          queueOpenedStore.set(true);
        },
      },
    });
  };
}

/** Why nothing can be done with so many selected images; null when it can. */
export function selectionObstacle(count: number): string | null {
  const t = translator("library");
  if (count === 0) {
    return t("noneSelected");
  }
  return count > MOST_IMAGES ? t("tooMany", { most: MOST_IMAGES }) : null;
}
