import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";

import { galleryQuery } from "@/features/library/galleryQuery";
import { rangeOf } from "@/features/library/galleryRange";
import { addImage, dropImage } from "@/features/library/libraryEvents";
import { keepSelected, selectAll, selectedIds, selectRange, toggleSelected } from "@/features/library/selectionStore";
import { versionsQuery } from "@/services/api/queries";
import type { ImageRecord } from "@/services/api/types";
import { startFakeServer } from "@/testing/fakeServer";
import { galleryList, imageRecord, resultOf } from "@/testing/records";

const entries = ["a", "b", "c", "d", "e"].map((id, age) => imageRecord(id, { age }));
const [a, b, c, d, e] = entries as [ImageRecord, ImageRecord, ImageRecord, ImageRecord, ImageRecord];

test("a range replaces the one before, or is added to what is selected", () => {
  selectRange([b, c, d], "b", false);
  expect(selectedIds()).toEqual(["b", "c", "d"]);
  selectRange([a, b], "b", false);
  expect(selectedIds()).toEqual(["a", "b"]);
  toggleSelected(e);
  selectRange([d, e], "e", true);
  expect(selectedIds()).toEqual(["a", "b", "e", "d"]);
  toggleSelected(b);
  expect(selectedIds()).toEqual(["a", "e", "d"]);
});

test("a selected image counts as its newest version, whether one comes or goes", () => {
  const client = new QueryClient();
  client.setQueryData(galleryQuery().queryKey, galleryList(entries));
  client.setQueryData(versionsQuery("b").queryKey, [b]);
  const result = resultOf(b, "r");
  selectAll([a, b]);
  addImage(client, result);
  addImage(client, imageRecord("new"));
  expect(selectedIds()).toEqual(["a", "r"]);
  dropImage(client, result);
  expect(selectedIds()).toEqual(["a", "b"]);
  dropImage(client, b);
  expect(selectedIds()).toEqual(["a"]);
});

test("a range that is loaded asks nobody; what of another is not loaded is asked for", async () => {
  const sent = startFakeServer({
    "GET /api/images/ids": () => ({ ids: ["a", "b", "r", "d", "e"], origins: ["a", "b", "c", "d", "e"], total: 5 }),
  });
  const list = galleryList(entries);
  const idsOf = async (...range: Parameters<typeof rangeOf>) => (await rangeOf(...range)).map(({ id }) => id);
  expect(await idsOf(list, {}, "d", 1)).toEqual(["b", "c", "d"]);
  expect(await idsOf(list, {}, null, 1)).toEqual(["b"]);
  expect(sent).toEqual([]);

  const gap = { ...list, places: new Map([...list.places].filter(([place]) => place !== 2 && place !== 4)) };
  expect(await idsOf(gap, {}, "b", 3)).toEqual(["b", "r", "d"]);
  expect(await idsOf(gap, {}, "e", 3)).toEqual(["d", "e"]);
});

test("what is gone is selected no more, and what is left as its newest version, in the order of the selection", () => {
  selectAll([c, a, b]);
  keepSelected([a, resultOf(c, "c2"), d]);
  expect(selectedIds()).toEqual(["c2", "a"]);
});
