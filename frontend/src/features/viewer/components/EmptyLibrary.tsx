import { EmptyState } from "@mantine/core";
import { IconPhotoPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { AddPhotosButton } from "@/features/upload/components/AddPhotosButton";

/** What a newcomer sees: how to add the first photo. */
export function EmptyLibrary() {
  const { t } = useTranslation("viewer");
  const { t: upload } = useTranslation("upload");
  return (
    <EmptyState
      size="lg"
      maw={520}
      p="md"
      icon={<IconPhotoPlus stroke={1.4} aria-hidden />}
      title={t("emptyTitle")}
      description={t("emptyText")}
    >
      <EmptyState.Actions>
        <AddPhotosButton size="md" label={upload("choose")} />
      </EmptyState.Actions>
    </EmptyState>
  );
}
