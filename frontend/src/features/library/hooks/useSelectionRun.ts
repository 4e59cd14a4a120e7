import { useQueryClient } from "@tanstack/react-query";

import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { idsOfSelection } from "@/features/library/selectedImages";
import { MOST_IMAGES } from "@/features/library/selectionStore";
import { strings } from "@/features/library/strings";
import { notify } from "@/features/notices/noticeStore";

/**
 * Starts work on the selected images, given by their ids, as one job; a notice leads to the queue, where each has a row.
 */
export function useSelectionRun(request: (imageIds: readonly string[]) => Promise<void>): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    const ids = await idsOfSelection(queryClient);
    await request(ids);
    notify({
      kind: "done",
      title: strings.selectionQueued(ids.length),
      message: strings.selectionQueuedHelp,
      action: {
        label: strings.showQueue,
        run: () => {
          queueOpenedStore.set(true);
        },
      },
    });
  };
}

/** Why nothing can be done with so many selected images; null when it can. */
export function selectionObstacle(count: number): string | null {
  if (count === 0) {
    return strings.noneSelected;
  }
  return count > MOST_IMAGES ? strings.tooMany(MOST_IMAGES) : null;
}
