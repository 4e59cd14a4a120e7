import { strings } from "@/features/queue/strings";
import type { JobRecord } from "@/services/api/types";

/** How many of some jobs run, wait and are paused: `1 runs, 3 wait, 1 paused`. */
export function countsText(jobs: readonly JobRecord[]): string {
  const count = (state: JobRecord["state"]) => jobs.filter((job) => job.state === state).length;
  const [running, waiting, paused] = [count("running"), count("queued"), count("paused")];
  return [
    running > 0 ? strings.runs(running) : null,
    waiting > 0 ? strings.waits(waiting) : null,
    paused > 0 ? strings.paused(paused) : null,
  ]
    .filter((part) => part !== null)
    .join(", ");
}
