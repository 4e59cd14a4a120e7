import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { Loaded } from "@/common/components/Loaded";
import { StorageFacts } from "@/features/weights/components/StorageFacts";
import { WeightsItem } from "@/features/weights/components/WeightsItem";
import classes from "@/features/weights/components/WeightsSection.module.css";
import { weightsQuery } from "@/services/api/queries";
import type { WeightsRecord } from "@/services/api/types";

/** The weights files of a group, and where they are stored. */
export function WeightsSection({ group }: { group: WeightsRecord["group"] }) {
  const { t } = useTranslation("weights");
  const id = useId();
  const query = useQuery(weightsQuery);

  return (
    <Loaded query={query} loading={t("loading")} failed={t("failed")}>
      {(list) => (
        <Stack component="section" gap="sm" aria-labelledby={id}>
          <Title id={id} order={3} size="h5">
            {t(`titles.${group}`)}
          </Title>
          <Text size="sm" c="dimmed">
            {t(`intro.${group}`)}
          </Text>
          <ul className={classes.list}>
            {list.items
              .filter((weights) => weights.group === group)
              .map((weights) => (
                <WeightsItem key={weights.name} weights={weights} />
              ))}
          </ul>
          <StorageFacts list={list} />
        </Stack>
      )}
    </Loaded>
  );
}
