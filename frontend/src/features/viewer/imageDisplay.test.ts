import { expect, test } from "vitest";

import { hasAlpha, imageFacts, thumbnailOnlyReason } from "@/features/viewer/imageDisplay";
import { strings } from "@/features/viewer/strings";
import { imageRecord } from "@/testing/records";

test("an image that would fill the browser's memory is shown as its thumbnail", () => {
  const huge = { width: 16_000, height: 24_000 };
  expect(thumbnailOnlyReason(imageRecord("a", huge))).toBe(strings.thumbnailOnly.size(huge));
  expect(thumbnailOnlyReason(imageRecord("a", { width: 8000, height: 6000 }))).toBeNull();
});

test.each(["tiff", "heic"])("a %s, which browsers do not show, is shown as its thumbnail", (format) => {
  expect(thumbnailOnlyReason(imageRecord("a", { format }))).toContain(format.toUpperCase());
});

test("facts name the bits only where there are more than usual", () => {
  expect(imageFacts(imageRecord("a"))).toBe("800 × 600 · JPEG · 250 kB");
  expect(imageFacts(imageRecord("a", { format: "png", bits: 16 }))).toBe("800 × 600 · PNG 16 bits · 250 kB");
});

test.each([
  [1, false],
  [2, true],
  [3, false],
  [4, true],
])("%d channels: alpha is %s", (channels, expected) => {
  expect(hasAlpha(imageRecord("a", { channels }))).toBe(expected);
});
