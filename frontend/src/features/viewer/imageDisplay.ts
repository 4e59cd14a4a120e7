import { formatBytes, formatSize } from "@/common/format";
import type { Forming } from "@/features/jobs/hooks/useForming";
import { translator } from "@/i18n/i18n";
import type { ImageRecord, JobRecord } from "@/services/api/types";

/** Formats that every browser shows. */
const SHOWN_FORMATS = ["png", "jpeg", "webp", "bmp", "avif"];

/** Why a smaller version stands for the image's file; null when the file itself is shown. */
export function smallerVersionReason(image: ImageRecord): string | null {
  if (!image.screen) {
    return null;
  }
  const t = translator("viewer");
  return SHOWN_FORMATS.includes(image.format)
    ? t("smallerVersion.size", { size: formatSize(image) })
    : t("smallerVersion.format", { format: image.format.toUpperCase() });
}

/** Whether the image can be seen through in places. */
export function hasAlpha({ channels }: ImageRecord): boolean {
  return channels === 2 || channels === 4;
}

/** What kind of file the image is: `783 × 1146 · PNG · 2.1 MB`. */
export function imageFacts(image: ImageRecord): string {
  const t = translator("viewer");
  const format = image.format.toUpperCase();
  const kind = image.bits > 8 ? t("formatWithBits", { format, bits: image.bits }) : format;
  return [formatSize(image), kind, formatBytes(image.bytes)].join(" · ");
}

/** How far an image is that is being generated: `512 × 768 · image 2 of 4 · step 7 of 20`. */
export function formingFacts({ generation }: JobRecord, { position, count, steps }: Forming): string {
  const t = translator("viewer");
  const { width = null, height = null } = generation ?? {};
  const size = width === null || height === null ? [] : [formatSize({ width, height })];
  const place = count > 1 ? [t("position", { position, all: count })] : [];
  const step = steps ? [t("step", { done: steps[0], all: steps[1] })] : [];
  return [...size, ...place, ...step].join(" · ");
}
