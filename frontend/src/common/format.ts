import { currentLanguage, currentLocale, translator } from "@/i18n/i18n";

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** A file size for a person, in decimal units: `4.9 MB`, `17 kB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), BYTE_UNITS.length - 1);
  const value = bytes / 1000 ** power;
  const digits = power > 0 && value < 9.95 ? 1 : 0;
  return new Intl.NumberFormat(currentLanguage(), {
    style: "unit",
    unit: BYTE_UNITS[power],
    unitDisplay: power === 0 ? "long" : "short",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** The sign before the decimals of a number: `.` or `,`. */
export const decimalSign = (): string =>
  new Intl.NumberFormat(currentLanguage()).formatToParts(0.5).find(({ type }) => type === "decimal")?.value ?? ".";

/** A size in pixels: `783 × 1146`. */
export function formatSize(size: { width: number; height: number }): string {
  return `${size.width} × ${size.height}`;
}

/** A moment, given as an ISO date and time, by the clock of the person's machine: `Nov 23, 2026, 4:05 PM`. */
export function formatMoment(isoDate: string): string {
  const format = new Intl.DateTimeFormat(currentLocale(), { dateStyle: "medium", timeStyle: "short" });
  return format.format(new Date(isoDate));
}

/** A duration to the precision that an estimate deserves: `10 s`, `2 min`, `1 h 10 min`. */
export function formatDuration(seconds: number): string {
  const t = translator("common");
  if (seconds < 55) {
    return t("seconds", { seconds: Math.max(5, Math.ceil(seconds / 5) * 5) });
  }
  const allMinutes = Math.round(seconds / 60);
  if (allMinutes < 60) {
    return t("minutes", { minutes: Math.max(1, allMinutes) });
  }
  const hours = Math.floor(allMinutes / 60);
  const minutes = allMinutes % 60;
  return minutes === 0 ? t("hours", { hours }) : t("hoursAndMinutes", { hours, minutes });
}

/** What is left of a wait: `about 2 min left`, `a few seconds left`. */
export function formatRemaining(seconds: number): string {
  const t = translator("common");
  return seconds < 8 ? t("nearlyDone") : t("remaining", { duration: formatDuration(seconds) });
}

/** A fraction of 1 as whole per cent, never 100 before it is done. */
export function formatPercent(fraction: number): string {
  return translator("common")("percent", { percent: Math.floor(Math.min(1, Math.max(0, fraction)) * 100) });
}
