import type { WeightsRecord } from "@/services/api/types";

export const strings = {
  fetch: (size: string) => `Fetch it (${size})`,
  fetchUnknownSize: "Fetch it",
  fetching: (percent: string) => `Fetching: ${percent}`,
  fetchingPaused: (percent: string) => `Paused at ${percent}`,
  resume: "Resume",
  notFetched: "The download was not started",
  cancel: "Cancel the download",
  progress: "Progress of the download",

  titles: { upscaling: "Burnish’s models", faces: "Networks for faces" } satisfies Record<
    WeightsRecord["group"],
    string
  >,
  intro: {
    upscaling: "What is missing is fetched when it is first used, or now.",
    faces: "They find and restore faces. What is missing is fetched when it is first used, or now.",
  } satisfies Record<WeightsRecord["group"], string>,
  loading: "Loading the list of files",
  failed: "The list of files could not be loaded.",

  states: {
    missing: "Not downloaded",
    downloading: "Downloading",
    checking: "Checking",
    damaged: "Damaged",
    ready: "Ready",
  } satisfies Record<WeightsRecord["state"], string>,
  from: (source: string) => `from ${source}`,
  damagedHelp: "The file is not what was stored any more. Download it again.",
  intact: "Checked: the file is what was stored.",
  checking: (percent: string) => `Checking: ${percent}`,
  checkProgress: (name: string) => `Progress of checking ${name}`,

  download: "Download",
  downloadAgain: "Download again",
  downloadOf: (name: string) => `Download ${name}`,
  downloadAgainOf: (name: string) => `Download again: ${name}`,
  offline: "Burnish runs offline (--offline) and downloads nothing.",
  takeFromFolder: "Look in the folder",
  takeFromFolderOf: (name: string) => `Look in the folder for ${name}`,
  check: "Check",
  checkOf: (name: string) => `Check ${name}`,
  notChecked: "The file could not be checked",
  remove: "Remove",
  removeOf: (name: string) => `Remove ${name}`,
  removeQuestion: (size: string) => `The file (${size}) is deleted, and fetched again when it is next used.`,
  removeOffline: (size: string) =>
    `The file (${size}) is deleted. Burnish runs offline and cannot fetch it again; it has to be brought by hand.`,
  removeAnyway: "Remove it",
  notRemoved: "The file was not removed",

  details: "Details",
  detailsOf: (name: string) => `Details of ${name}`,
  fileName: "File name",
  address: "Address",
  source: "Source",

  fetchFailed: "The download failed",
  retry: "Try again",
  retryOf: (name: string) => `Try again to download ${name}`,

  storage: (size: string) => `${size} free on the disk.`,
  folder: "Folder of these files",
  folderHelp:
    "A file that you bring by hand belongs into this folder on the machine that Burnish runs on, under its file name. " +
    "It is checked and taken when you press its button, or when it is next used.",

  licenceTitle: (licence: string) => `Licence: ${licence}`,
  licenceLink: "Read the licence",
  acceptLicence: "I accept this licence",
  acceptAndDownload: "Accept and download",
};
