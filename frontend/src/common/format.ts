const BYTE_UNITS = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** A file size for a person, in decimal units: `4.9 MB`, `17 kB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), BYTE_UNITS.length - 1);
  const value = bytes / 1000 ** power;
  const digits = power > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${BYTE_UNITS[power] ?? "bytes"}`;
}

/** A size in pixels: `783 × 1146`. */
export function formatSize(size: { width: number; height: number }): string {
  return `${size.width} × ${size.height}`;
}

/** A duration to the precision that an estimate deserves: `10 s`, `2 min`, `1 h 10 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 55) {
    return `${Math.max(5, Math.ceil(seconds / 5) * 5)} s`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) {
    return `${Math.max(1, minutes)} min`;
  }
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** What is left of a wait: `about 2 min left`, `a few seconds left`. */
export function formatRemaining(seconds: number): string {
  return seconds < 8 ? "a few seconds left" : `about ${formatDuration(seconds)} left`;
}

/** A fraction of 1 as whole per cent, never 100 before it is done. */
export function formatPercent(fraction: number): string {
  return `${Math.floor(Math.min(1, Math.max(0, fraction)) * 100)} %`;
}
