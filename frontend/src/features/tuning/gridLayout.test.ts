import { expect, test } from "vitest";

import { cellSize, neighbour } from "@/features/tuning/gridLayout";

test("cells keep the part's proportions and fill the room in the direction that is scarce", () => {
  expect(cellSize({ width: 200, height: 100 }, { width: 1016, height: 2000 }, 5, 4)).toEqual({
    width: 200,
    height: 100,
  });
  expect(cellSize({ width: 200, height: 100 }, { width: 4000, height: 412 }, 5, 4)).toEqual({
    width: 200,
    height: 100,
  });
});

test("where there is no room cells stay large enough to be seen", () => {
  expect(cellSize({ width: 100, height: 100 }, { width: 90, height: 20 }, 5, 6).width).toBe(56);
});

test("arrow keys move between cells, stop at the edges, and reach the original from the first cell", () => {
  const move = (from: number, key: string) => neighbour(from, key, 3, 2);
  expect([move(1, "ArrowRight"), move(3, "ArrowRight"), move(3, "ArrowDown"), move(6, "ArrowDown")]).toEqual([
    2, 3, 6, 6,
  ]);
  expect([move(5, "ArrowUp"), move(4, "ArrowLeft"), move(3, "ArrowUp")]).toEqual([2, 4, 3]);
  expect([move(1, "ArrowLeft"), move(1, "ArrowUp"), move(0, "ArrowLeft")]).toEqual([0, 0, 0]);
  expect([move(0, "ArrowRight"), move(0, "ArrowDown")]).toEqual([1, 1]);
});
