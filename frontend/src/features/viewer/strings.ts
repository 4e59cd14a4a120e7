import { formatSize } from "@/common/format";

export const strings = {
  toolbar: "Tools for the shown image",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Fit to the window",
  actualSize: "Show pixel by pixel (1:1)",
  compare: "Compare before and after",
  notComparable: "There is nothing to compare with: this is an original, or its source is in the trash.",
  download: "Download",
  remove: "Move to the trash",
  before: "Before",
  after: "After",
  divider: "Divider between before and after",
  dividerAt: (percent: number) => `${percent} % before, ${100 - percent} % after`,
  versions: "Versions of this image",
  original: "Original",
  result: "Result",
  smallerVersion: {
    size: (size: { width: number; height: number }) =>
      `At ${formatSize(size)} pixels the image is too large to be shown whole in a browser: this is a small version of it. Download it to see all of it.`,
    format: (format: string) =>
      `Browsers do not show ${format.toUpperCase()} files: this is a small version of the image. Download it to see all of it.`,
    failed: "The image's file could not be shown: this is a small version of it. Download it to see all of it.",
  },
  forming: (position: number, count: number) =>
    count === 1 ? "The image is being made" : `Image ${position} of ${count} is being made`,
  formingPicture: (prompt: string) => `Unfinished image of: ${prompt}`,
  position: (position: number, count: number) => `image ${position} of ${count}`,
  step: (done: number, all: number) => `step ${done} of ${all}`,
  batch: "Images of this batch",
  emptyTitle: "Drop a photo here",
  emptyText:
    "Burnish makes it larger and sharper, on this machine alone. Drop files or whole folders, paste from the clipboard, or choose them. Or write a prompt, and have images generated.",
  loading: "Loading the library",
  failedTitle: "The library could not be loaded",
  retry: "Try again",
};
