import { ActionIcon, Button, Group, Tooltip } from "@mantine/core";
import { IconSparkles, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useStorePart } from "@/common/store";
import classes from "@/features/generation/components/GenerateBar.module.css";
import { generationSettingsStore } from "@/features/generation/generationSettings";
import { useGenerate } from "@/features/generation/hooks/useGenerate";
import { useOpenJobs } from "@/features/jobs/hooks/useOpenJobs";
import { useCancelJob } from "@/features/jobs/hooks/useCancelJob";
import { jobTitle } from "@/services/texts/jobTexts";

interface GenerateBarProps {
  /** Called when a batch was queued. */
  readonly onStarted: () => void;
}

/** Starts the batch, always in sight at the foot of the parameters; the batch under way can be cancelled beside it. */
export function GenerateBar({ onStarted }: GenerateBarProps) {
  const { t } = useTranslation("generation");
  const count = useStorePart(generationSettingsStore, (settings) => settings.count);
  const { obstacle, isPending, generate } = useGenerate(onStarted);
  const { cancel, isPending: isCancelling } = useCancelJob();
  const underWay = useOpenJobs().find((job) => job.kind === "generate" && job.state !== "paused");

  return (
    <div className={classes.bar}>
      <Group gap="xs" wrap="nowrap">
        <Tooltip label={obstacle} disabled={obstacle === null} events={TOOLTIP_EVENTS} multiline maw={280}>
          <Button
            size="sm"
            h={42}
            px="sm"
            flex={1}
            leftSection={<IconSparkles size={20} aria-hidden />}
            loading={isPending}
            data-disabled={obstacle !== null || undefined}
            aria-disabled={obstacle !== null || undefined}
            aria-description={obstacle ?? undefined}
            aria-keyshortcuts="Control+Enter Meta+Enter"
            onClick={obstacle === null ? generate : undefined}
          >
            {t("generate", { count })}
          </Button>
        </Tooltip>
        {underWay && (
          <Tooltip label={t("cancelJob", { title: jobTitle(underWay) })} multiline maw={280}>
            <ActionIcon
              variant="default"
              size={42}
              aria-label={t("cancelJob", { title: jobTitle(underWay) })}
              disabled={isCancelling}
              onClick={() => {
                cancel(underWay.id);
              }}
            >
              <IconX size={20} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
    </div>
  );
}

const TOOLTIP_EVENTS = { hover: true, focus: true, touch: true };
