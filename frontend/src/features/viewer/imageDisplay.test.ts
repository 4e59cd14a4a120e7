import { expect, test } from "vitest";

import { formingFacts, hasAlpha, imageFacts, smallerVersionReason } from "@/features/viewer/imageDisplay";
import { generateJob, imageRecord } from "@/testing/records";

test("a smaller version of an image that would fill the browser's memory is explained by its size", () => {
  const huge = { width: 16_000, height: 24_000 };
  expect(smallerVersionReason(imageRecord("a", { ...huge, screen: true }))).toContain("16000 × 24000 pixels");
  expect(smallerVersionReason(imageRecord("a"))).toBeNull();
});

test.each(["tiff", "heic"])("a smaller version of a %s, which browsers do not show, is explained by that", (format) => {
  expect(smallerVersionReason(imageRecord("a", { format, screen: true }))).toContain(format.toUpperCase());
});

test("facts name the bits only where there are more than usual", () => {
  expect(imageFacts(imageRecord("a"))).toBe("800 × 600 · JPEG · 250 kB");
  expect(imageFacts(imageRecord("a", { format: "png", bits: 16 }))).toBe("800 × 600 · PNG 16 bits · 250 kB");
});

test("facts of an image that is being generated tell how far it is", () => {
  const forming = { preview: null, position: 2, count: 4, steps: [7, 20] } as const;
  expect(formingFacts(generateJob("g"), forming)).toBe("512 × 768 · image 2 of 4 · step 7 of 20");
  expect(formingFacts(generateJob("g"), { ...forming, count: 1, steps: null })).toBe("512 × 768");
});

test.each([
  [1, false],
  [2, true],
  [3, false],
  [4, true],
])("%d channels: alpha is %s", (channels, expected) => {
  expect(hasAlpha(imageRecord("a", { channels }))).toBe(expected);
});
