export const strings = {
  failedTitle: (title: string) => `Failed: ${title}`,
  noReason: "It stopped without giving a reason. Try again; the original is unchanged.",
  progressOf: (title: string) => `Progress of ${title}`,
  cancel: "Cancel",
  cancelling: "Cancelling…",
  cancelledTitle: (title: string) => `Cancelled: ${title}`,
  cancelled: (finished: number) =>
    finished === 0
      ? "Nothing was changed."
      : finished === 1
        ? "1 finished image stays."
        : `${finished} finished images stay.`,
  notCancelled: "The work was not cancelled",
  retry: "Try again",
  notRetried: "It could not be started again",
  dismiss: "Close",
  position: (done: number, all: number) => `image ${done} of ${all}`,
  running: (count: number) => (count === 1 ? "1 job under way" : `${count} jobs under way`),
  queueTitle: "Under way",
  cancelAll: "Cancel all",
  cancelOne: (title: string) => `Cancel ${title}`,
};
