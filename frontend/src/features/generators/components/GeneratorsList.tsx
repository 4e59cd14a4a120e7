import { Center, Loader, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { LoadFailure } from "@/common/components/LoadFailure";
import { AddGenerator } from "@/features/generators/components/AddGenerator";
import { GeneratorItem } from "@/features/generators/components/GeneratorItem";
import classes from "@/features/generators/components/GeneratorsList.module.css";
import { strings } from "@/features/generators/strings";
import { generatorsQuery } from "@/services/api/queries";

/** All generators, and below them the way to add one. */
export function GeneratorsList() {
  const { data, error, refetch } = useQuery(generatorsQuery);

  if (error && !data) {
    return <LoadFailure title={strings.failed} error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return (
      <Center p="xl">
        <Loader aria-label={strings.loading} />
      </Center>
    );
  }
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {strings.intro}
      </Text>
      <ul className={classes.list}>
        {data.items.map((generator) => (
          <GeneratorItem key={generator.name} generator={generator} isDefault={generator.name === data.default} />
        ))}
      </ul>
      <AddGenerator />
    </Stack>
  );
}
