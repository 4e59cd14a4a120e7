import { Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useStore } from "@/common/store";
import { JobOfImage } from "@/features/jobs/components/JobOfImage";
import { compareStore } from "@/features/viewer/compareStore";
import classes from "@/features/viewer/components/ShownImage.module.css";
import { Stage } from "@/features/viewer/components/Stage";
import { VersionsStrip } from "@/features/viewer/components/VersionsStrip";
import { ViewerToolbar } from "@/features/viewer/components/ViewerToolbar";
import { useSourceOf } from "@/features/viewer/hooks/useSourceOf";
import { useView } from "@/features/viewer/hooks/useView";
import { imageFacts, smallerVersionReason } from "@/features/viewer/imageDisplay";
import type { ImageRecord } from "@/services/api/types";
import { noteText } from "@/services/texts/imageNotes";

/** The image in the viewer with everything that belongs to it: facts, tools, work under way, versions. */
export function ShownImage({ image }: { image: ImageRecord }) {
  const { t } = useTranslation("viewer");
  const { ref: areaRef, width, height } = useElementSize<HTMLDivElement>();
  const stageRef = useRef<HTMLDivElement>(null);
  const box = useMemo(() => ({ width, height }), [width, height]);
  const controls = useView(image, box);
  const source = useSourceOf(image);
  const comparing = useStore(compareStore);
  const [failedId, setFailedId] = useState<string | null>(null);
  const unfit = failedId === image.id ? t("smallerVersion.failed") : smallerVersionReason(image);
  const notes = image.notes.map(noteText);
  const remarks = unfit === null ? notes : [unfit, ...notes];

  return (
    <section className={classes.viewer} aria-label={image.name}>
      <div className={classes.head}>
        <div className={classes.facts}>
          <Text fw={600} size="sm" truncate title={image.name}>
            {image.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {imageFacts(image)}
          </Text>
        </div>
        <ViewerToolbar image={image} comparable={source !== null} controls={controls} />
      </div>
      {remarks.length > 0 && (
        <div className={classes.remarks}>
          {remarks.map((remark) => (
            <Text key={remark} size="xs" c="dimmed">
              {remark}
            </Text>
          ))}
        </div>
      )}
      <div ref={areaRef} className={classes.area}>
        {width > 0 && (
          <Stage
            ref={stageRef}
            image={image}
            source={comparing ? source : null}
            box={box}
            controls={controls}
            onFailed={setFailedId}
          />
        )}
        <div className={classes.work}>
          <JobOfImage key={image.id} imageId={image.id} />
        </div>
      </div>
      <VersionsStrip image={image} />
    </section>
  );
}
