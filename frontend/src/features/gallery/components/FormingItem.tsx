import { RingProgress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { formatRemaining } from "@/common/format";
import classes from "@/features/gallery/components/FormingItem.module.css";
import { useForming } from "@/features/jobs/hooks/useForming";
import { useBasesOf } from "@/features/library/hooks/useBasesOf";
import { thumbnailUrl } from "@/services/api/endpoints";
import type { JobRecord } from "@/services/api/types";
import { stageText } from "@/services/texts/jobTexts";

interface FormingItemProps {
  readonly job: JobRecord;
  /** Whether the viewer shows it. */
  readonly shown: boolean;
  readonly onChosen: () => void;
}

/** One batch that is being generated: the image that forms, and how far the batch is. */
export function FormingItem({ job, shown, onChosen }: FormingItemProps) {
  const { t } = useTranslation("gallery");
  const { preview, position, count } = useForming(job);
  const lastMade = useBasesOf(job.id)[0];
  const picture = preview ?? (lastMade ? thumbnailUrl(lastMade.id) : null);
  const prompt = job.generation?.prompt ?? job.title;
  const parts = [job.state === "running" ? t("position", { position, count }) : stageText(job.stage)];
  if (job.state === "running" && job.remaining_seconds !== null) {
    parts.push(formatRemaining(job.remaining_seconds));
  }

  return (
    <button type="button" className={classes.item} aria-current={shown} title={prompt} onClick={onChosen}>
      <span className={classes.picture}>{picture !== null && <img src={picture} alt="" draggable={false} />}</span>
      <span className={classes.words}>
        <Text component="span" size="sm" fw={500} truncate>
          {prompt}
        </Text>
        <Text component="span" size="xs" c="dimmed" truncate style={{ fontVariantNumeric: "tabular-nums" }}>
          {parts.join(" · ")}
        </Text>
      </span>
      <RingProgress
        size={32}
        thickness={4}
        roundCaps
        aria-hidden
        sections={[{ value: job.progress * 100, color: "brand" }]}
      />
    </button>
  );
}
