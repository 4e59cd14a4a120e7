import { Text } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { formatPercent } from "@/common/format";
import { ReasonText } from "@/common/components/ReasonText";
import classes from "@/features/queue/components/JobItemRow.module.css";
import { Thumbnail } from "@/features/queue/components/Thumbnail";
import { itemName } from "@/features/queue/itemName";
import type { JobItemRecord, JobRecord } from "@/services/api/types";
import { reasonOfProblem } from "@/services/texts/problemTexts";

interface JobItemRowProps {
  readonly job: JobRecord;
  readonly item: JobItemRecord;
  /** Shows an image, given by its id. */
  readonly onShow: (imageId: string) => void;
}

/** One image of a job and what has become of it; it is shown by a click, as soon as there is anything to show. */
export function JobItemRow({ job, item, onShow }: JobItemRowProps) {
  const { t } = useTranslation("queue");
  const imageId = item.result_id ?? item.image_id;
  const inWork = item.state === "running" && job.current?.index === item.index ? job.current : null;
  const state = t(`itemStates.${item.state}`);
  const content = (
    <>
      <Thumbnail imageId={imageId} icon={IconPhoto} size={40} />
      <Text component="span" size="sm" flex={1} truncate>
        {itemName(job, item)}
      </Text>
      <Text component="span" size="xs" c={item.state === "failed" ? "error" : "dimmed"} flex="none">
        {inWork ? `${state} · ${formatPercent(inWork.progress)}` : state}
      </Text>
    </>
  );

  return (
    <div className={classes.row}>
      {imageId === null ? (
        <div className={classes.main}>{content}</div>
      ) : (
        <button
          type="button"
          className={classes.main}
          onClick={() => {
            onShow(imageId);
          }}
        >
          {content}
        </button>
      )}
      {item.error && <ReasonText reason={reasonOfProblem(item.error)} />}
    </div>
  );
}
