import { queueOpenedStore } from "@/features/jobs/queueOpenedStore";
import { notify } from "@/features/notices/noticeStore";
import { translator } from "@/i18n/i18n";

/** Says that so many photos are in the queue, with a way there. */
export function notifyQueued(count: number): void {
  const t = translator("batches");
  notify({
    kind: "done",
    title: t("queued", { count }),
    message: t("queuedHelp"),
    action: {
      label: t("showQueue"),
      run: () => {
        queueOpenedStore.set(true);
      },
    },
  });
}
