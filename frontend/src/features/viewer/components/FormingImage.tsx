import { Text, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { FailedJob } from "@/features/jobs/components/FailedJob";
import { RunningJob } from "@/features/jobs/components/RunningJob";
import { useForming } from "@/features/jobs/hooks/useForming";
import { isOpen } from "@/features/jobs/jobQueries";
import { followedJobsStore } from "@/features/library/followedJobsStore";
import { useBasesOf } from "@/features/library/hooks/useBasesOf";
import { BatchStrip } from "@/features/viewer/components/BatchStrip";
import { FormingStage } from "@/features/viewer/components/FormingStage";
import classes from "@/features/viewer/components/ShownImage.module.css";
import toolbarClasses from "@/features/viewer/components/ViewerToolbar.module.css";
import { formingFacts } from "@/features/viewer/imageDisplay";
import { pictureUrl } from "@/services/api/endpoints";
import type { JobRecord } from "@/services/api/types";
import { stageText } from "@/services/texts/jobTexts";

/** An image that is being generated, in the place where it will be shown: its preview, progress, and what was made. */
export function FormingImage({ job }: { job: JobRecord }) {
  const { t } = useTranslation("viewer");
  const forming = useForming(job);
  const bases = useBasesOf(job.id);
  const lastMade = bases[0];
  const prompt = job.generation?.prompt ?? job.title;
  const title = forming.count > 1 ? t("formingOne", { position: forming.position, all: forming.count }) : t("forming");

  return (
    <section className={classes.viewer} aria-label={title}>
      <div className={classes.head}>
        <div className={classes.facts}>
          <Text fw={600} size="sm" truncate title={prompt}>
            {prompt}
          </Text>
          <Text size="xs" c="dimmed" truncate style={{ fontVariantNumeric: "tabular-nums" }}>
            {formingFacts(job, forming)}
          </Text>
        </div>
        <div className={toolbarClasses.space} />
      </div>
      <VisuallyHidden role="status">{isOpen(job) ? title : stageText(job.stage)}</VisuallyHidden>
      <div className={classes.area}>
        <FormingStage
          size={{ width: job.generation?.width ?? 1, height: job.generation?.height ?? 1 }}
          picture={forming.preview ?? (lastMade ? pictureUrl(lastMade) : null)}
          prompt={prompt}
        />
        <div className={classes.work}>
          {isOpen(job) ? (
            <RunningJob job={job} />
          ) : (
            <FailedJob
              job={job}
              onDismiss={() => {
                followedJobsStore.update((followed) => followed.filter((id) => id !== job.id));
              }}
              onRetried={(again) => {
                followedJobsStore.update((followed) => followed.map((id) => (id === job.id ? again.id : id)));
              }}
            />
          )}
        </div>
      </div>
      <BatchStrip images={bases} />
    </section>
  );
}
