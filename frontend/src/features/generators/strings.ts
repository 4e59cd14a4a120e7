export const strings = {
  intro: "A generator makes images from a prompt.",
  loading: "Loading the generators",
  failed: "The generators could not be loaded.",

  isDefault: "Default",
  ready: "Ready",
  missing: "Not on this machine yet",
  missingBytes: (size: string) => `Not on this machine yet; ${size} to fetch`,
  from: (source: string) => `From ${source}`,
  licence: (name: string) => `Licence: ${name}`,

  fetch: "Fetch",
  fetchOf: (title: string) => `Fetch ${title}`,
  notFetched: "The download was not started",
  remove: "Remove",
  removeOf: (title: string) => `Remove ${title}`,
  removeFetched: (size: string) => `Its files (${size}) are deleted, and fetched anew when it is used again.`,
  removeAnyway: "Remove it",
  notRemoved: "The generator was not removed",

  addTitle: "Add a generator",
  addHelp:
    "The id of a text-to-image pipeline on the Hugging Face hub, or the folder of one on the machine that Burnish runs on.",
  addExample: "stabilityai/sdxl-turbo or /models/my-pipeline",
  add: "Add",
  added: (title: string) => `${title} was added.`,
};
