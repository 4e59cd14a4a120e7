/** The place in the gallery that a key leads to from `index`; null for keys that do not move. */
export function targetOfKey(key: string, index: number, count: number, columns: number): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index - columns < 0 ? index : index - columns,
    ArrowDown: index + columns >= count ? index : index + columns,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined || count === 0 ? null : Math.min(Math.max(target, 0), count - 1);
}

/** How many thumbnails stand side by side in a gallery of that width, in CSS pixels. */
export function columnsFor(width: number): number {
  return Math.max(2, Math.floor(width / 150));
}
