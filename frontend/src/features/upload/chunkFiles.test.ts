import { expect, test } from "vitest";

import { chunkFiles } from "@/features/upload/chunkFiles";

const file = (name: string, bytes: number) => new File([new Uint8Array(bytes)], name);
const names = (chunks: File[][]) => chunks.map((chunk) => chunk.map(({ name }) => name).join(""));

test("portions keep the order and both limits", () => {
  const files = [file("a", 4), file("b", 4), file("c", 4), file("d", 1), file("e", 1), file("f", 1)];
  expect(names(chunkFiles(files, { files: 3, bytes: 8 }))).toEqual(["ab", "cde", "f"]);
});

test("a file over the limit goes alone", () => {
  expect(names(chunkFiles([file("a", 1), file("b", 99), file("c", 1)], { files: 9, bytes: 8 }))).toEqual([
    "a",
    "b",
    "c",
  ]);
});

test("a thousand photos go in portions of ten, none lost", () => {
  const files = Array.from({ length: 1003 }, (_, index) => file(`${index};`, 2));
  const chunks = chunkFiles(files, { files: 10, bytes: 1000 });
  expect(chunks.length).toBe(101);
  expect(chunks.flat()).toEqual(files);
});

test("no files make no portions", () => {
  expect(chunkFiles([], { files: 3, bytes: 8 })).toEqual([]);
});
