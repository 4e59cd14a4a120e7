import { Button } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { notify } from "@/features/notices/noticeStore";
import { copyRecipe } from "@/features/recipes/copiedRecipeStore";
import { recipeSummary } from "@/features/recipes/recipeText";
import type { ImageRecord } from "@/services/api/types";

/** Keeps what was done to make the image, to be applied to others; nothing for an image that nothing was done to. */
export function CopyRecipeButton({ image: { recipe, format } }: { image: ImageRecord }) {
  const { t } = useTranslation("recipes");
  if (recipe === null) {
    return null;
  }
  return (
    <Button
      size="compact-sm"
      variant="light"
      leftSection={<IconCopy size={16} aria-hidden />}
      onClick={() => {
        copyRecipe(recipe, format);
        notify({ kind: "done", title: t("copied"), message: t("copiedHelp", { recipe: recipeSummary(recipe) }) });
      }}
    >
      {t("copy")}
    </Button>
  );
}
