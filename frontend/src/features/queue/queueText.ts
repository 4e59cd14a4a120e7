import { translator } from "@/i18n/i18n";
import type { JobRecord } from "@/services/api/types";

/** How many of some jobs run, wait and are paused: `1 runs, 3 wait, 1 paused`. */
export function countsText(jobs: readonly JobRecord[]): string {
  const t = translator("queue");
  const count = (state: JobRecord["state"]) => jobs.filter((job) => job.state === state).length;
  const [running, waiting, paused] = [count("running"), count("queued"), count("paused")];
  const counts = [
    running > 0 ? t("runs", { count: running }) : null,
    waiting > 0 ? t("waits", { count: waiting }) : null,
    paused > 0 ? t("paused", { count: paused }) : null,
  ].filter((part) => part !== null);
  return t("counts", { counts });
}
