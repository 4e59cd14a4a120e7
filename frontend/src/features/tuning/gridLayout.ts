import type { Size } from "@/features/viewer/geometry";

/** Space between cells, in CSS pixels. */
export const GAP = 4;

/** Height of a line of values above a single row of pictures. */
export const HEADER_HEIGHT = 28;

/** Width of the narrowest cell; where the grid has no room for its cells it scrolls. */
const NARROWEST = 56;

/** Size of a cell: as large as lets all columns and rows, that of the original among them, be seen at once. */
export function cellSize(crop: Size, area: Size, columns: number, rows: number): Size {
  const proportions = crop.width / crop.height;
  const width = (area.width - GAP * (columns - 1)) / columns;
  const height = (area.height - GAP * (rows - 1)) / rows;
  const fitting = Math.max(NARROWEST, Math.floor(Math.min(width, height * proportions)));
  return { width: fitting, height: Math.round(fitting / proportions) };
}

/** By how much each arrow key moves, across and down. */
export const DIRECTIONS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * Index of the cell next to the one with the index `from`, in the direction of a key; `from` itself at an edge. The
 * original, which has the index 0, lies in the corner beside the first cell.
 */
export function neighbour(from: number, key: string, columns: number, rows: number): number {
  const direction = DIRECTIONS[key] ?? { x: 0, y: 0 };
  const isForward = direction.x + direction.y > 0;
  if (from === 0) {
    return isForward ? 1 : 0;
  }
  if (from === 1 && !isForward) {
    return 0;
  }
  const x = ((from - 1) % columns) + direction.x;
  const y = Math.floor((from - 1) / columns) + direction.y;
  return x < 0 || x >= columns || y < 0 || y >= rows ? from : 1 + y * columns + x;
}
