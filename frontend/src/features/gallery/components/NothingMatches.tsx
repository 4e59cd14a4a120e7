import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { showWholeLibrary } from "@/features/library/galleryFilter";

/** Says that the gallery was narrowed down to nothing, with a way back. */
export function NothingMatches() {
  const { t } = useTranslation("gallery");
  return (
    <Stack gap="xs" p="md" align="flex-start" role="status">
      <Text fw={600}>{t("nothingMatches")}</Text>
      <Text size="sm" c="dimmed">
        {t("nothingMatchesHelp")}
      </Text>
      <Button size="compact-sm" variant="light" onClick={showWholeLibrary}>
        {t("showAll")}
      </Button>
    </Stack>
  );
}
