import { Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Loaded } from "@/common/components/Loaded";
import { useStore } from "@/common/store";
import { DownloadedJob } from "@/features/archives/components/DownloadedJob";
import { downloadedJobStore } from "@/features/archives/downloadedJobStore";
import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { useModelsTab } from "@/features/models/modelsPage";
import classes from "@/features/queue/components/QueueDrawer.module.css";
import { QueueLists } from "@/features/queue/components/QueueLists";
import { QueueSummary } from "@/features/queue/components/QueueSummary";
import { jobsQuery } from "@/services/api/queries";

/** Everything that is being done, waits for its turn or was done lately: at the side, or at the foot of a phone. */
export function QueueDrawer() {
  const { t } = useTranslation("queue");
  const opened = useStore(queueOpenedStore);
  const narrow = useMediaQuery("(max-width: 30em)", false, { getInitialValueInEffect: false });
  const downloadedId = useStore(downloadedJobStore) ?? "";
  const jobs = useQuery(jobsQuery);
  // What lies over the drawer takes Escape for itself.
  const isDownloading = jobs.data?.[downloadedId] !== undefined;
  const isCovered = useModelsTab() !== null || isDownloading;

  return (
    <Drawer
      opened={opened}
      onClose={() => {
        queueOpenedStore.set(false);
      }}
      closeOnEscape={!isCovered}
      title={t("title")}
      position={narrow ? "bottom" : "right"}
      size={narrow ? "88%" : "min(34rem, 100%)"}
      closeButtonProps={{ "aria-label": t("close") }}
      classNames={{ content: classes.content, body: classes.body }}
    >
      <Loaded query={jobs} loading={t("loading")} failed={t("failed")}>
        {(data) => (
          <>
            <QueueSummary jobs={data} />
            <QueueLists jobs={data} />
            <DownloadedJob jobs={data} />
          </>
        )}
      </Loaded>
    </Drawer>
  );
}
