import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { CopiedRecipe } from "@/features/recipes/copiedRecipeStore";
import { recipeSentences } from "@/features/recipes/recipeText";

/** The copied recipe in words, and what of it means nothing to other images. */
export function CopiedRecipeText({ copied: { recipe, hadChosenFaces } }: { copied: CopiedRecipe }) {
  const { t } = useTranslation("recipes");
  return (
    <Stack gap={4}>
      {recipeSentences(recipe).map((sentence, index) => (
        <Text key={index} size="sm" style={{ overflowWrap: "anywhere" }}>
          {sentence}
        </Text>
      ))}
      {hadChosenFaces && (
        <Text size="sm" c="dimmed">
          {t("nowAllFaces")}
        </Text>
      )}
    </Stack>
  );
}
