import { describe, expect, test } from "vitest";

import { insertImage, neighbourOf, removeImage, successorOf } from "@/features/library/imagePages";
import type { ImagePage } from "@/services/api/types";
import { imageRecord } from "@/testing/records";

const page = (ages: number[], next: string | null): ImagePage => ({
  items: ages.map((age) => imageRecord(`i${age}`, { age })),
  next,
  total: 9,
});
const pages = [page([10, 20, 30], "30"), page([40, 50], "50")];
const idsOf = (result: readonly ImagePage[]) => result.map(({ items }) => items.map(({ id }) => id));

describe("insertImage", () => {
  test.each([
    [
      5,
      [
        ["i5", "i10", "i20", "i30"],
        ["i40", "i50"],
      ],
    ],
    [
      25,
      [
        ["i10", "i20", "i25", "i30"],
        ["i40", "i50"],
      ],
    ],
    [
      35,
      [
        ["i10", "i20", "i30"],
        ["i35", "i40", "i50"],
      ],
    ],
  ])("puts an image of age %d at its place", (age, expected) => {
    const result = insertImage(pages, imageRecord(`i${age}`, { age }));
    expect(idsOf(result)).toEqual(expected);
    expect(result[0]?.total).toBe(10);
  });

  test("leaves an image older than all that is loaded to the page still to come", () => {
    const result = insertImage(pages, imageRecord("i99", { age: 99 }));
    expect(idsOf(result)).toEqual(idsOf(pages));
    expect(result[0]?.total).toBe(10);
  });

  test("puts the oldest image at the end when everything is loaded", () => {
    expect(idsOf(insertImage([page([10], null)], imageRecord("i99", { age: 99 })))).toEqual([["i10", "i99"]]);
  });

  test("replaces an image that is there already", () => {
    const result = insertImage(pages, imageRecord("i20", { age: 20, name: "new name" }));
    expect(idsOf(result)).toEqual(idsOf(pages));
    expect(result[0]?.items[1]?.name).toBe("new name");
    expect(result[0]?.total).toBe(9);
  });

  test("fills an empty library", () => {
    expect(idsOf(insertImage([page([], null)], imageRecord("a")))).toEqual([["a"]]);
  });
});

test("removeImage takes out the one image and counts one less", () => {
  const result = removeImage(pages, "i40");
  expect(idsOf(result)).toEqual([["i10", "i20", "i30"], ["i50"]]);
  expect(result[0]?.total).toBe(8);
  expect(removeImage(pages, "unknown")).toEqual(pages);
});

test("neighbours end at the ends", () => {
  const images = pages.flatMap(({ items }) => items);
  expect(neighbourOf(images, "i20", 1)?.id).toBe("i30");
  expect(neighbourOf(images, "i10", -1)).toBeNull();
  expect(neighbourOf(images, "unknown", 1)).toBeNull();
  expect(successorOf(images, "i50")?.id).toBe("i40");
});
