import { createStore } from "@/common/store";
import type { Watch } from "@/services/api/types";

/** Ids of the jobs whose previews the page shows; a job that several of its parts show is there once for each. */
export const watchedJobsStore = createStore<readonly string[]>([]);

/** The most jobs that the server lets a page watch. */
const MOST_WATCHED = 20;

/** Asks for the previews of a job until the returned function is called. */
export function watchJob(jobId: string): () => void {
  watchedJobsStore.update((jobs) => [...jobs, jobId]);
  return () => {
    watchedJobsStore.update((jobs) => jobs.toSpliced(jobs.indexOf(jobId), 1));
  };
}

/** Telling the server which jobs are watched. */
export interface WatchReport {
  /** Tells it on a new connection, for which the server knows of none. */
  readonly begin: () => void;
  readonly stop: () => void;
}

/** Calls `say` with the watched jobs when a connection begins, and when they are others than those said before. */
export function reportWatchedJobs(say: (watch: Watch) => void): WatchReport {
  let said: string | null = null;

  const tell = () => {
    const jobs = [...new Set(watchedJobsStore.get())].slice(-MOST_WATCHED);
    const saying = JSON.stringify(jobs);
    if (saying !== said) {
      said = saying;
      say({ jobs });
    }
  };
  const stop = watchedJobsStore.subscribe(() => {
    // What one part of the page stops showing another often shows in the same moment.
    queueMicrotask(tell);
  });

  return {
    begin: () => {
      said = null;
      tell();
    },
    stop,
  };
}
