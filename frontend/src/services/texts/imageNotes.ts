import { textByPattern } from "@/services/texts/patterns";

/** What the server remarks on a result. */
const NOTES = [
  {
    pattern:
      /^The detector (?<asked>\S+) needs (?<weights>\S+), which could not be fetched; (?<used>\S+) found the faces\./,
    name: "detector",
  },
  { pattern: /^The outlines of faces need (?<weights>\S+), which could not be fetched;/, name: "outlines" },
  {
    pattern:
      /^No face of at least (?<size>\d+) pixels was found in (?<image>.+) with a confidence of (?<confidence>[\d.]+) or more/,
    name: "noFace",
  },
];

/** A remark on a result in the page's language; one that is not known as the server tells it. */
export const noteText = (note: string): string => textByPattern("notes", NOTES, note) ?? note;
