import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { Loaded } from "@/common/components/Loaded";
import { AddGenerator } from "@/features/generators/components/AddGenerator";
import { GeneratorItem } from "@/features/generators/components/GeneratorItem";
import classes from "@/features/generators/components/GeneratorsList.module.css";
import { strings } from "@/features/generators/strings";
import { generatorsQuery } from "@/services/api/queries";

/** All generators, and below them the way to add one. */
export function GeneratorsList() {
  const query = useQuery(generatorsQuery);

  return (
    <Loaded query={query} loading={strings.loading} failed={strings.failed}>
      {(list) => (
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {strings.intro}
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
