import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { useLoadedPart } from "@/common/hooks/useLoadedPart";
import { useStore } from "@/common/store";
import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { useKeyAction } from "@/features/keys/hooks/useKeyAction";
import { notify } from "@/features/notices/noticeStore";

/** The drawer is a file of its own, fetched when it is first opened. */
const loadDrawer = () => import("@/features/queue/components/QueueDrawer");
const QueueDrawer = lazy(async () => ({ default: (await loadDrawer()).QueueDrawer }));

/** The drawer with the queue, which its key opens too. */
export function QueueOverlay() {
  const { t } = useTranslation("queue");
  useKeyAction("queue", () => {
    queueOpenedStore.set(true);
  });
  const isLoaded = useLoadedPart(loadDrawer, useStore(queueOpenedStore), () => {
    queueOpenedStore.set(false);
    notify({ kind: "problem", title: t("notOpened"), message: t("notOpenedHelp") });
  });

  return (
    isLoaded && (
      <Suspense>
        <QueueDrawer />
      </Suspense>
    )
  );
}
