import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { LoadFailure } from "@/common/components/LoadFailure";
import { CustomModelItem } from "@/features/customModels/components/CustomModelItem";
import classes from "@/features/customModels/components/CustomModels.module.css";
import { ModelDropBox } from "@/features/customModels/components/ModelDropBox";
import { ModelUploads } from "@/features/customModels/components/ModelUploads";
import { upscalingModelsQuery } from "@/services/api/queries";

/** The upscaling models that a person added, and the way to add more. */
export function CustomModels() {
  const { t } = useTranslation("customModels");
  const id = useId();
  const { data, error, refetch } = useQuery(upscalingModelsQuery);
  const models = data?.items.filter(({ kind }) => kind === "custom") ?? [];

  return (
    <Stack component="section" gap="sm" aria-labelledby={id}>
      <Title id={id} order={3} size="h5">
        {t("title")}
      </Title>
      <Text size="sm" c="dimmed">
        {t("intro")}
      </Text>
      {error && !data && <LoadFailure title={t("failed")} error={error} onRetry={() => void refetch()} />}
      {models.length > 0 && (
        <ul className={classes.list}>
          {models.map((model) => (
            <CustomModelItem key={model.name} model={model} />
          ))}
        </ul>
      )}
      <ModelUploads />
      <ModelDropBox />
    </Stack>
  );
}
