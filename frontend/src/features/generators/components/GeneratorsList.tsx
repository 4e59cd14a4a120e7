import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Loaded } from "@/common/components/Loaded";
import { AddGenerator } from "@/features/generators/components/AddGenerator";
import { GeneratorItem } from "@/features/generators/components/GeneratorItem";
import classes from "@/features/generators/components/GeneratorsList.module.css";
import { generatorsQuery } from "@/services/api/queries";

/** All generators, and below them the way to add one. */
export function GeneratorsList() {
  const { t } = useTranslation("generators");
  const query = useQuery(generatorsQuery);

  return (
    <Loaded query={query} loading={t("loading")} failed={t("failed")}>
      {(list) => (
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t("intro")}
          </Text>
          <ul className={classes.list}>
            {list.items.map((generator) => (
              <GeneratorItem key={generator.name} generator={generator} isDefault={generator.name === list.default} />
            ))}
          </ul>
          <AddGenerator />
        </Stack>
      )}
    </Loaded>
  );
}
