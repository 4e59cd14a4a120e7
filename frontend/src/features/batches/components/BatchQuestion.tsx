import { Alert, Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { notifyQueued } from "@/features/batches/notifyQueued";
import { usePlanOf } from "@/features/postprocessing/hooks/usePlanOf";
import { CopiedRecipeText } from "@/features/recipes/components/CopiedRecipeText";
import { copiedRecipeStore } from "@/features/recipes/copiedRecipeStore";
import { recipeSummary } from "@/features/recipes/recipeText";
import { requestRecipe } from "@/features/recipes/requestRecipe";
import { sentenceOf } from "@/services/api/problem";
import { restorationAlgorithmsQuery, upscalingModelsQuery } from "@/services/api/queries";

interface BatchQuestionProps {
  /** Ids of photos that were just added. */
  readonly images: readonly string[];
  /** Called when nothing more is to be decided. */
  readonly onDone: () => void;
}

const UPSCALE = { upscale: true, restore: false };
const RESTORE = { upscale: false, restore: true };

/** Asks once what is to be done with many photos, and starts it as one job. */
export function BatchQuestion({ images, onDone }: BatchQuestionProps) {
  const { t } = useTranslation("batches");
  const { t: upscaling } = useTranslation("upscaling");
  const { t: restoration } = useTranslation("restoration");
  const queryClient = useQueryClient();
  const upscalingOff = useQuery(upscalingModelsQuery).data?.enabled === false;
  const restorationOff = useQuery(restorationAlgorithmsQuery).data?.enabled === false;
  const copied = useStore(copiedRecipeStore);
  const [wanted, setWanted] = useState({ upscale: true, restore: false, copied: false });
  const plan = usePlanOf(wanted);
  const canUpscale = Boolean(usePlanOf(UPSCALE)?.recipe);
  const canRestore = Boolean(usePlanOf(RESTORE)?.recipe);
  const usesCopied = wanted.copied && copied !== null;
  const chosen = usesCopied ? copied : plan;
  const recipe = chosen?.recipe ?? null;

  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => {
      if (chosen && recipe) {
        await requestRecipe(queryClient, images, { recipe, output: chosen.output });
      }
    },
    onSuccess: () => {
      notifyQueued(images.length);
      onDone();
    },
  });

  return (
    <Stack gap="sm">
      <Text size="sm">{t("question")}</Text>
      <Checkbox
        size="sm"
        label={t("upscale")}
        description={upscalingOff && upscaling("disabled")}
        disabled={!canUpscale}
        checked={wanted.upscale && canUpscale && !usesCopied}
        onChange={(event) => {
          setWanted({ ...wanted, upscale: event.currentTarget.checked, copied: false });
        }}
      />
      <Checkbox
        size="sm"
        label={t("restore")}
        description={restorationOff && restoration("disabled")}
        disabled={!canRestore}
        checked={wanted.restore && canRestore && !usesCopied}
        onChange={(event) => {
          setWanted({ ...wanted, restore: event.currentTarget.checked, copied: false });
        }}
      />
      {copied !== null && (
        <Checkbox
          size="sm"
          label={t("copied")}
          checked={usesCopied}
          onChange={(event) => {
            setWanted({ upscale: false, restore: false, copied: event.currentTarget.checked });
          }}
        />
      )}
      <div role="status">
        {usesCopied ? (
          <CopiedRecipeText copied={copied} />
        ) : (
          <Text size="sm" c="dimmed">
            {recipe === null ? t("nothing") : t("willDo", { recipe: recipeSummary(recipe) })}
          </Text>
        )}
      </div>
      {error && (
        <Alert color="red" role="alert" title={t("notStarted")}>
          {sentenceOf(error)}
        </Alert>
      )}
      <Group gap="xs">
        <Button
          size="xs"
          loading={isPending}
          disabled={recipe === null}
          onClick={() => {
            mutate();
          }}
        >
          {t("start")}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {t("later")}
        </Button>
      </Group>
    </Stack>
  );
}
