import { Group } from "@mantine/core";
import {
  IconArrowBarToUp,
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconChevronRight,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconX,
} from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/common/components/IconButton";
import { DownloadResultsButton } from "@/features/archives/components/DownloadResultsButton";
import { useCancelJob } from "@/features/jobs/hooks/useCancelJob";
import { usePauseJob } from "@/features/jobs/hooks/usePauseJob";
import { useRetryJob } from "@/features/jobs/hooks/useRetryJob";
import { isOpen } from "@/features/jobs/jobQueries";
import classes from "@/features/queue/components/JobRow.module.css";
import type { JobRecord } from "@/services/api/types";

/** Where a job stands among those that wait. */
export interface JobPlace {
  /** Counted from 0. */
  readonly index: number;
  readonly count: number;
  /** Moves it to another place. */
  readonly move: (to: number) => void;
}

interface JobActionsProps {
  readonly job: JobRecord;
  readonly place?: JobPlace;
  readonly unfolded: boolean;
  /** Shows or hides the job's images; null where it has no list of them. */
  readonly onUnfold: (() => void) | null;
}

/** Side of a button, in CSS pixels: large enough for a finger. */
const SIZE = 40;

/** What can be done with one job; Alt and an arrow key move it as well, while one of the buttons has the focus. */
export function JobActions({ job, place, unfolded, onUnfold }: JobActionsProps) {
  const { t } = useTranslation("queue");
  const { id, title, state } = job;
  const { cancel, isPending: isCancelling } = useCancelJob();
  const { pause, resume, isPending: isPausing } = usePauseJob();
  const { retry, isPending: isRetrying } = useRetryJob();
  const paused = state === "paused";

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (place && event.altKey && step !== undefined) {
      event.preventDefault();
      place.move(place.index + step);
    }
  };

  return (
    <Group
      role="group"
      aria-label={t("actions", { title })}
      className={classes.actions}
      gap={0}
      ml="auto"
      onKeyDown={onKeyDown}
    >
      {onUnfold && (
        <IconButton
          size={SIZE}
          label={t("imagesOf", { title })}
          icon={unfolded ? IconChevronDown : IconChevronRight}
          expanded={unfolded}
          onClick={onUnfold}
        />
      )}
      <DownloadResultsButton job={job} size={SIZE} />
      {place && (
        <>
          <IconButton
            size={SIZE}
            label={t("toFront", { title })}
            icon={IconArrowBarToUp}
            disabledReason={place.index === 0 ? t("isFirst") : null}
            onClick={() => {
              place.move(0);
            }}
          />
          <IconButton
            size={SIZE}
            label={t("up", { title })}
            icon={IconArrowUp}
            disabledReason={place.index === 0 ? t("isFirst") : null}
            onClick={() => {
              place.move(place.index - 1);
            }}
          />
          <IconButton
            size={SIZE}
            label={t("down", { title })}
            icon={IconArrowDown}
            disabledReason={place.index === place.count - 1 ? t("isLast") : null}
            onClick={() => {
              place.move(place.index + 1);
            }}
          />
        </>
      )}
      {isOpen(job) && (
        <>
          <IconButton
            size={SIZE}
            label={paused ? t("resume", { title }) : t("pause", { title })}
            icon={paused ? IconPlayerPlay : IconPlayerPause}
            loading={isPausing}
            onClick={() => {
              (paused ? resume : pause)(id);
            }}
          />
          <IconButton
            size={SIZE}
            label={t("cancel", { title })}
            icon={IconX}
            loading={isCancelling}
            onClick={() => {
              cancel(id);
            }}
          />
        </>
      )}
      {(state === "failed" || state === "cancelled") && (
        <IconButton
          size={SIZE}
          label={t("retry", { title })}
          icon={IconRefresh}
          loading={isRetrying}
          onClick={() => {
            retry(id);
          }}
        />
      )}
    </Group>
  );
}
