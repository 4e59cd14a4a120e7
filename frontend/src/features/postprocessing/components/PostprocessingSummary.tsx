import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { usePostprocessingPlans } from "@/features/postprocessing/hooks/usePostprocessingPlans";
import { OrderControl } from "@/features/restoration/components/OrderControl";
import { recipeSummary } from "@/features/recipes/recipeText";
import { useRestorationAlgorithms } from "@/features/restoration/hooks/useRestorationAlgorithms";

/** What happens to new images by itself, in words, and in which order where more than one thing does. */
export function PostprocessingSummary() {
  const { t } = useTranslation("postprocessing");
  const { t: restoration } = useTranslation("restoration");
  const plans = usePostprocessingPlans();
  const { chosen: algorithm } = useRestorationAlgorithms();
  if (!plans) {
    return null;
  }

  const { generated, added } = plans;
  const recipes = [generated.recipe, added.recipe].filter((recipe) => recipe !== null);
  const restores = recipes.some(({ steps }) => steps.some(({ type }) => type === "restore_faces"));
  return (
    <Stack gap="sm" p="md">
      {recipes.some(({ steps }) => steps.length > 1) && <OrderControl />}
      <div role="status">
        {recipes.length === 0 && <Line text={t("nothing")} />}
        {generated.recipe && <Line text={t("everyGenerated", { recipe: recipeSummary(generated.recipe) })} />}
        {added.recipe && <Line text={t("everyAdded", { recipe: recipeSummary(added.recipe) })} />}
        {restores && algorithm?.needs_acceptance && (
          <Line text={restoration("licenceNotAccepted", { title: algorithm.title })} />
        )}
      </div>
    </Stack>
  );
}

const Line = ({ text }: { text: string }) => (
  <Text size="sm" c="dimmed">
    {text}
  </Text>
);
