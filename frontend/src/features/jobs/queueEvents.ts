import type { QueryClient } from "@tanstack/react-query";

import { overrideAnswerUnderWay, queueQuery } from "@/services/api/queries";
import type { QueueRecord } from "@/services/api/types";

/** Takes what the server tells of the queue as a whole into what is loaded. */
export function followQueue(queryClient: QueryClient, queue: QueueRecord): void {
  const { queryKey } = queueQuery;
  queryClient.setQueryData(queryKey, (known) => known && notBehind(known, queue));
  overrideAnswerUnderWay(queryClient, queryKey);
}

/**
 * Asks for a change of the queue, and takes the answer, unless an event told of the queue meanwhile: that change is in
 * it, or in one that is still to come.
 */
export async function changeQueue(queryClient: QueryClient, change: () => Promise<QueueRecord>): Promise<void> {
  const { queryKey } = queueQuery;
  const before = queryClient.getQueryData(queryKey);
  const answer = await change();
  if (queryClient.getQueryData(queryKey) === before) {
    followQueue(queryClient, answer);
  }
}

/** What the server told last, with the progress that is known where an event comes later than a newer answer. */
function notBehind(known: QueueRecord, queue: QueueRecord): QueueRecord {
  const goesOn = isBusy(known) && isBusy(queue);
  return goesOn && queue.progress < known.progress ? { ...queue, progress: known.progress } : queue;
}

const isBusy = (queue: QueueRecord) => queue.running_jobs + queue.queued_jobs + queue.paused_jobs > 0;
