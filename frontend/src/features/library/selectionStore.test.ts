import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";

import { addImage, dropImage } from "@/features/library/libraryEvents";
import { idsOfSelection } from "@/features/library/selectedImages";
import {
  countSelected,
  isSelected,
  selectAll,
  selectionStore,
  selectRange,
  toggleSelected,
} from "@/features/library/selectionStore";
import { galleryQuery } from "@/services/api/queries";
import type { ImagePage } from "@/services/api/types";
import { startFakeServer } from "@/testing/fakeServer";
import { imageRecord, resultOf } from "@/testing/records";

const entries = ["a", "b", "c", "d", "e"].map((id, age) => imageRecord(id, { age }));
const selected = () => entries.map(({ id }) => id).filter((id) => isSelected(selectionStore.get(), id));

function clientWith(...pages: ImagePage[]): QueryClient {
  const client = new QueryClient();
  client.setQueryData(galleryQuery.queryKey, { pages, pageParams: pages.map(() => null) });
  return client;
}

test("a range goes from the image that was toggled last, or else the shown one, and replaces the one before", () => {
  selectRange(entries, "b", "d", false);
  expect(selected()).toEqual(["b", "c", "d"]);
  selectRange(entries, "e", "a", false);
  expect(selected()).toEqual(["a", "b"]);
  toggleSelected("e");
  selectRange(entries, "a", "d", true);
  expect(selected()).toEqual(["a", "b", "d", "e"]);
});

test("of all images some can be left out", () => {
  selectAll();
  toggleSelected("c");
  expect(selected()).toEqual(["a", "b", "d", "e"]);
  expect(countSelected(selectionStore.get(), 1000)).toBe(999);
  toggleSelected("c");
  expect(countSelected(selectionStore.get(), 1000)).toBe(1000);
});

test("an image that is new does not join a selection of all, and a new version of one stays in it", () => {
  const client = clientWith({ items: [...entries], next: null, total: 5 });
  selectAll();
  addImage(client, imageRecord("new"));
  addImage(client, imageRecord("new"));
  addImage(client, resultOf(imageRecord("a"), "r"));
  expect(isSelected(selectionStore.get(), "new")).toBe(false);
  expect(isSelected(selectionStore.get(), "a")).toBe(true);
  expect(countSelected(selectionStore.get(), 6)).toBe(5);
});

test("an image that is deleted leaves the selection", () => {
  const client = clientWith({ items: [...entries], next: null, total: 5 });
  toggleSelected("a");
  toggleSelected("b");
  dropImage(client, imageRecord("b"));
  expect(selected()).toEqual(["a"]);
});

test("what is selected is acted on by its newest version, and what is not loaded is fetched as far as needed", async () => {
  const result = resultOf(imageRecord("a"), "r");
  const client = clientWith({ items: [result, imageRecord("b")], next: "2", total: 6 });
  let calls = 0;
  startFakeServer({
    "GET /api/images": () => {
      calls += 1;
      return calls === 1
        ? { items: [imageRecord("c"), imageRecord("d")], next: "4", total: 6 }
        : { items: [imageRecord("e"), imageRecord("f")], next: null, total: 6 };
    },
  });
  selectAll();
  toggleSelected("d");
  expect(await idsOfSelection(client)).toEqual(["r", "b", "c", "e", "f"]);
  selectRange([result, imageRecord("b")], "a", "b", false);
  calls = 0;
  expect(await idsOfSelection(client)).toEqual(["r", "b"]);
  expect(calls).toBe(0);
});
