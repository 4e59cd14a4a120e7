import { useTranslation } from "react-i18next";

import { Button, Group, Text } from "@mantine/core";

/** Says how a face is marked, with a way that needs no pointer. */
export function MarkingHelp({ onInMiddle }: { onInMiddle: () => void }) {
  const { t } = useTranslation("restoration");
  return (
    <Group gap="xs">
      <Text size="sm" flex={1} miw="14rem" role="status">
        {t("marking")}
      </Text>
      <Button size="compact-sm" variant="light" onClick={onInMiddle}>
        {t("markInMiddle")}
      </Button>
    </Group>
  );
}
