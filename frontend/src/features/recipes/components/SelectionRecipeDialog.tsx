import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { useSelectionRun } from "@/features/library/hooks/useSelectionRun";
import { closeSelectionDialog, selectionDialogStore } from "@/features/library/selectionDialogStore";
import { ApplyRecipeDialog } from "@/features/recipes/components/ApplyRecipeDialog";
import type { CopiedRecipe } from "@/features/recipes/copiedRecipeStore";
import { requestRecipe } from "@/features/recipes/requestRecipe";

interface SelectionRecipeDialogProps {
  readonly copied: CopiedRecipe;
  /** How many images are selected. */
  readonly count: number;
}

/** Applies the copied recipe to all selected images, after showing it. */
export function SelectionRecipeDialog({ copied, count }: SelectionRecipeDialogProps) {
  const { t } = useTranslation("library");
  const queryClient = useQueryClient();
  const opened = useStore(selectionDialogStore) === "recipe";
  const run = useSelectionRun((ids) => requestRecipe(queryClient, ids, copied));
  return (
    <ApplyRecipeDialog
      copied={copied}
      subject={t("images", { count })}
      request={run}
      opened={opened}
      onClose={closeSelectionDialog}
    />
  );
}
