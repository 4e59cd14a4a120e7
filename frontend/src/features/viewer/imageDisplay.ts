import { formatBytes, formatSize } from "@/common/format";
import { strings } from "@/features/viewer/strings";
import type { ImageRecord } from "@/services/api/types";

/** Formats that every browser shows. */
const SHOWN_FORMATS = ["png", "jpeg", "webp", "bmp", "avif"];

/** Larger images would take hundreds of megabytes of the browser's memory. */
const MOST_PIXELS_SHOWN = 50_000_000;

/** Why only the image's thumbnail can be shown; null when its file can. */
export function thumbnailOnlyReason(image: ImageRecord): string | null {
  if (!SHOWN_FORMATS.includes(image.format)) {
    return strings.thumbnailOnly.format(image.format);
  }
  return image.width * image.height > MOST_PIXELS_SHOWN ? strings.thumbnailOnly.size(image) : null;
}

/** Whether the image can be seen through in places. */
export function hasAlpha({ channels }: ImageRecord): boolean {
  return channels === 2 || channels === 4;
}

/** What kind of file the image is: `783 × 1146 · PNG · 2.1 MB`. */
export function imageFacts(image: ImageRecord): string {
  const depth = image.bits > 8 ? ` ${image.bits} bits` : "";
  return [formatSize(image), image.format.toUpperCase() + depth, formatBytes(image.bytes)].join(" · ");
}
