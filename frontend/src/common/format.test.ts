import { describe, expect, test } from "vitest";

import { formatBytes, formatDuration, formatPercent, formatRemaining } from "@/common/format";

describe("formatBytes", () => {
  test.each([
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1000, "1.0 kB"],
    [4_885_111, "4.9 MB"],
    [9_960_000, "10 MB"],
    [348_632_874, "349 MB"],
    [2_500_000_000, "2.5 GB"],
  ])("%d bytes read %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe("formatDuration", () => {
  test.each([
    [0, "5 s"],
    [12, "15 s"],
    [58, "1 min"],
    [125, "2 min"],
    [3600, "1 h"],
    [4200, "1 h 10 min"],
  ])("%d seconds read %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

test("the last seconds are not counted down", () => {
  expect(formatRemaining(3)).toBe("a few seconds left");
  expect(formatRemaining(118)).toBe("about 2 min left");
});

test("100 % is said only when all is done", () => {
  expect(formatPercent(0.999)).toBe("99 %");
  expect(formatPercent(1)).toBe("100 %");
});
