import { describe, expect, test } from "vitest";

import {
  neighbourOf,
  putOnTop,
  putVersion,
  removeEntry,
  replaceEntry,
  successorOf,
} from "@/features/library/imagePages";
import type { ImagePage, ImageRecord } from "@/services/api/types";
import { imageRecord, resultOf } from "@/testing/records";

const originals = [10, 20, 30, 40, 50].map((age) => imageRecord(`i${age}`, { age }));
const [i10, i20] = originals as [ImageRecord, ImageRecord];
const result = resultOf(i20, "r20", { created_at: i10.created_at });
const pages: ImagePage[] = [
  { items: originals.slice(0, 3), next: "30", total: 9 },
  { items: originals.slice(3), next: "50", total: 9 },
];
const idsOf = (changed: readonly ImagePage[] | null) => changed?.map(({ items }) => items.map(({ id }) => id));

describe("putVersion", () => {
  test("puts a newer version in the place of its origin, and counts it once", () => {
    const changed = putVersion(pages, result);
    expect(idsOf(changed)).toEqual([
      ["i10", "r20", "i30"],
      ["i40", "i50"],
    ]);
    expect(changed?.[0]?.total).toBe(9);
  });

  test("leaves the newest version where it is when an older one comes", () => {
    const withResult = replaceEntry(pages, result);
    expect(putVersion(withResult, i20)).toEqual(withResult);
  });

  test("takes a new state of the entry itself", () => {
    expect(putVersion(pages, { ...i20, name: "new name" })?.[0]?.items[1]?.name).toBe("new name");
  });

  test("does not know the place of an origin that is not there", () => {
    expect(putVersion(pages, imageRecord("unknown"))).toBeNull();
  });
});

test("putOnTop makes the image the first one, in an empty library too", () => {
  const changed = putOnTop(pages, imageRecord("new"));
  expect(idsOf(changed)).toEqual([
    ["new", "i10", "i20", "i30"],
    ["i40", "i50"],
  ]);
  expect(changed.map(({ total }) => total)).toEqual([10, 10]);
  expect(idsOf(putOnTop([{ items: [], next: null, total: 0 }], i10))).toEqual([["i10"]]);
});

test("removeEntry takes out the one entry, whichever version it is, and counts one less", () => {
  const changed = removeEntry(replaceEntry(pages, result), "i20");
  expect(idsOf(changed)).toEqual([
    ["i10", "i30"],
    ["i40", "i50"],
  ]);
  expect(changed[0]?.total).toBe(8);
  expect(removeEntry(pages, "unknown")).toEqual(pages);
});

test("neighbours are those of the entry, whichever version it is, and end at the ends", () => {
  const entries = replaceEntry(pages, result).flatMap(({ items }) => items);
  expect(neighbourOf(entries, "i20", 1)?.id).toBe("i30");
  expect(neighbourOf(entries, "i30", -1)?.id).toBe("r20");
  expect(neighbourOf(entries, "i10", -1)).toBeNull();
  expect(neighbourOf(entries, "unknown", 1)).toBeNull();
  expect(successorOf(entries, "i50")?.id).toBe("i40");
});
