import { Button, Group, Text } from "@mantine/core";
import { IconShieldCheck, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { ConfirmButton } from "@/common/components/ConfirmButton";
import { formatBytes } from "@/common/format";
import { DownloadButton } from "@/features/weights/components/DownloadButton";
import { useWeightsAction, type WeightsAction } from "@/features/weights/hooks/useWeightsAction";
import { removeWeights } from "@/services/api/endpoints";
import { settingsQuery } from "@/services/api/queries";
import type { WeightsRecord } from "@/services/api/types";

interface WeightsButtonsProps {
  readonly weights: WeightsRecord;
  /** Whether the download was asked for, and has not begun. */
  readonly isStarting: boolean;
  /** Null when it cannot be fetched from here. */
  readonly onFetch: (() => void) | null;
  /** The check, which lives as long as the file is on the list. */
  readonly check: WeightsAction;
}

/** What can be done with a weights file with which nothing is being done. */
export function WeightsButtons({ weights, isStarting, onFetch, check }: WeightsButtonsProps) {
  const { t } = useTranslation("weights");
  const { name, state, bytes, stored_bytes } = weights;
  const offline = useQuery(settingsQuery).data?.offline === true;
  const remove = useWeightsAction(removeWeights, t("notRemoved"));
  const size = formatBytes(stored_bytes ?? bytes);

  if (state === "missing" && !onFetch) {
    return null;
  }
  return (
    <Group gap="xs">
      {state !== "ready" && onFetch && (
        <DownloadButton weights={weights} offline={offline} isStarting={isStarting} onFetch={onFetch} />
      )}
      {state !== "missing" && (
        <>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconShieldCheck size={16} aria-hidden />}
            aria-label={t("checkOf", { name })}
            loading={check.isPending}
            onClick={() => {
              check.mutate(name);
            }}
          >
            {t("check")}
          </Button>
          <ConfirmButton
            text={t("remove")}
            label={t("removeOf", { name })}
            icon={IconTrash}
            question={offline ? t("removeOffline", { size }) : t("removeQuestion", { size })}
            confirm={t("removeAnyway")}
            loading={remove.isPending}
            onConfirmed={() => {
              remove.mutate(name);
            }}
          />
        </>
      )}
      <Text size="sm" role="status">
        {check.isSuccess && state === "ready" && t("intact")}
      </Text>
    </Group>
  );
}
