import { Button } from "@mantine/core";
import { IconEraser, IconPlayerPause, IconPlayerPlay, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ConfirmButton } from "@/common/components/ConfirmButton";
import { usePauseQueue } from "@/features/jobs/hooks/usePauseQueue";
import { useCancelAll } from "@/features/queue/hooks/useCancelAll";
import { useClearJobs } from "@/features/queue/hooks/useClearJobs";
import type { JobRecord } from "@/services/api/types";

interface QueueButtonsProps {
  /** In the queue's order. */
  readonly open: readonly JobRecord[];
  readonly ended: readonly JobRecord[];
  readonly paused: boolean;
}

/** What can be done with all jobs at once, as far as there are any. */
export function QueueButtons({ open, ended, paused }: QueueButtonsProps) {
  const { t } = useTranslation("queue");
  const { setPaused, isPending: isPausing } = usePauseQueue();
  const { cancelAll, isPending: isCancelling } = useCancelAll();
  const { clear, isPending: isClearing } = useClearJobs();

  return (
    <>
      {(open.length > 0 || paused) && (
        <Button
          h={40}
          px="sm"
          variant={paused ? "light" : "default"}
          leftSection={paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
          disabled={isPausing}
          onClick={() => {
            setPaused(!paused);
          }}
        >
          {paused ? t("resumeAll") : t("pauseAll")}
        </Button>
      )}
      {open.length > 0 && (
        <ConfirmButton
          text={t("cancelAll")}
          label={t("cancelAll")}
          icon={IconX}
          height={40}
          question={open.length > 1 ? t("cancelAllQuestion", { count: open.length }) : null}
          confirm={t("cancelAllConfirm", { count: open.length })}
          loading={isCancelling}
          onConfirmed={() => {
            cancelAll(open);
          }}
        />
      )}
      {ended.length > 0 && (
        <Button
          h={40}
          px="sm"
          variant="default"
          leftSection={<IconEraser size={16} aria-hidden />}
          loading={isClearing}
          onClick={clear}
        >
          {t("clearFinished")}
        </Button>
      )}
    </>
  );
}
