import { describe, expect, test } from "vitest";

import { droppedFiles, looksLikeImage } from "@/features/upload/imageFiles";

describe("looksLikeImage", () => {
  test.each([
    ["aunt.JPG", "image/jpeg"],
    ["scan.tif", ""],
    ["IMG_1.HEIC", ""],
    ["pasted", "image/png"],
  ])("%s (%s) does", (name, type) => {
    expect(looksLikeImage({ name, type })).toBe(true);
  });
  test.each([
    ["notes.txt", "text/plain"],
    ["drawing.svg", "image/svg+xml"],
    ["clip.gif", "image/gif"],
    ["jpg", ""],
  ])("%s (%s) does not", (name, type) => {
    expect(looksLikeImage({ name, type })).toBe(false);
  });
});

/** A file or folder of the file system; a folder gives its children in portions of two. */
function entry(name: string, children?: unknown[]) {
  if (!children) {
    return {
      name,
      isFile: true,
      isDirectory: false,
      file: (done: (file: File) => void) => {
        done(new File(["x"], name));
      },
    };
  }
  return {
    name,
    isFile: false,
    isDirectory: true,
    createReader: () => {
      const left = [...children];
      return {
        readEntries: (done: (portion: unknown[]) => void) => {
          done(left.splice(0, 2));
        },
      };
    },
  };
}

/** A drop of files and folders: browsers give an unreadable file for a folder, and some no entries at all. */
const drop = (entries: ReturnType<typeof entry>[], { withEntries = true } = {}) =>
  ({
    items: entries.map((item) => ({
      kind: "file",
      webkitGetAsEntry: () => (withEntries ? item : null),
      getAsFile: () => new File(["x"], item.name),
    })),
  }) as unknown as DataTransfer;

const namesOf = async (transfer: DataTransfer) => (await droppedFiles(transfer)).map(({ name }) => name);

test("folders are searched to the bottom, hidden files left out", async () => {
  const inner = entry("inner", [entry("4.png"), entry(".DS_Store"), entry("5.png")]);
  const dropped = drop([entry("1.png"), entry("outer", [entry("2.png"), entry("3.png"), inner]), entry(".hidden.png")]);
  expect(await namesOf(dropped)).toEqual(["1.png", "2.png", "3.png", "4.png", "5.png"]);
});

test("a browser without entries gives plain files", async () => {
  expect(await namesOf(drop([entry("plain.png")], { withEntries: false }))).toEqual(["plain.png"]);
});
