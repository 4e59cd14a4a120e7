export const strings = {
  fetch: (size: string) => `Fetch it (${size})`,
  fetchUnknownSize: "Fetch it",
  fetching: (percent: string) => `Fetching: ${percent}`,
  notFetched: "The download was not started",
  cancel: "Cancel the download",
  progress: "Progress of the download",
};
