import { useStore } from "@/common/store";
import { filtersOpenedStore } from "@/features/gallery/filtersOpenedStore";
import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { keysOpenedStore } from "@/features/keys/keysOpenedStore";
import { selectionDialogStore } from "@/features/library/selectionDialogStore";
import { useModelsTab } from "@/features/models/modelsPage";

/** Whether something lies over the sheets of the page, which takes Escape for itself. */
export function useIsCovered(): boolean {
  const modelsTab = useModelsTab();
  const queueOpened = useStore(queueOpenedStore);
  const keysOpened = useStore(keysOpenedStore);
  const filtersOpened = useStore(filtersOpenedStore);
  const selectionDialog = useStore(selectionDialogStore);
  return modelsTab !== null || queueOpened || keysOpened || filtersOpened || selectionDialog !== null;
}
