import { Button, Text } from "@mantine/core";
import { IconCloudDownload, IconFolderSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { WeightsRecord } from "@/services/api/types";

interface DownloadButtonProps {
  readonly weights: WeightsRecord;
  readonly offline: boolean;
  readonly isStarting: boolean;
  readonly onFetch: () => void;
}

/** Fetches a weights file; where Burnish is offline, only out of the folder that it may have been brought to by hand. */
export function DownloadButton({ weights: { name, state }, offline, isStarting, onFetch }: DownloadButtonProps) {
  const { t } = useTranslation("weights");
  const again = state === "damaged";
  const label = again ? t("downloadAgainOf", { name }) : t("downloadOf", { name });
  return (
    <>
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconCloudDownload size={16} aria-hidden />}
        aria-label={label}
        aria-description={offline ? t("offline") : undefined}
        data-disabled={offline || undefined}
        aria-disabled={offline || undefined}
        loading={isStarting && !offline}
        onClick={offline ? undefined : onFetch}
      >
        {again ? t("downloadAgain") : t("download")}
      </Button>
      {offline && (
        <>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFolderSearch size={16} aria-hidden />}
            aria-label={t("takeFromFolderOf", { name })}
            loading={isStarting}
            onClick={onFetch}
          >
            {t("takeFromFolder")}
          </Button>
          <Text size="sm" c="dimmed">
            {t("offline")}
          </Text>
        </>
      )}
    </>
  );
}
