import { beforeEach, expect, test, vi } from "vitest";

import { UploadQueue } from "@/features/upload/uploadQueue";
import { translator } from "@/i18n/i18n";
import { ApiProblem, Unreachable } from "@/services/api/problem";
import api from "@/locales/en/api.json";
import type { SendFiles } from "@/services/api/uploadFiles";
import { imageRecord } from "@/testing/records";

const photo = (name: string, bytes = 10) => new File([new Uint8Array(bytes)], name, { type: "image/png" });
const problem = (detail: string) => ({ type: "x", title: "No", status: 415, detail, errors: [] });
const takeAll: SendFiles = (files) =>
  Promise.resolve({ items: files.map(({ name }) => imageRecord(name)), problems: [] });

const send = vi.fn<SendFiles>();
const onAdded = vi.fn();
const onFinished = vi.fn();
const t = translator("upload");
let queue: UploadQueue;

beforeEach(() => {
  send.mockReset().mockImplementation(takeAll);
  onAdded.mockReset();
  onFinished.mockReset();
  queue = new UploadQueue({ send, onAdded, onFinished, maxBytes: () => 1000 });
});

test("many files go in several requests, one after the other", async () => {
  let under = 0;
  let most = 0;
  send.mockImplementation(async (...request) => {
    most = Math.max(most, ++under);
    await Promise.resolve();
    under--;
    return takeAll(...request);
  });
  await queue.add(Array.from({ length: 25 }, (_, index) => photo(`${index}.png`)));
  expect(send.mock.calls.map(([files]) => files.length)).toEqual([10, 10, 5]);
  expect(most).toBe(1);
  expect(queue.state.get()).toMatchObject({ active: false, total: 25, done: 25, failures: [] });
  const names = Array.from({ length: 25 }, (_, index) => `${index}.png`);
  expect(onFinished.mock.calls).toEqual([[names]]);
  expect(onAdded.mock.calls.map(([images, first]: unknown[]) => [(images as []).length, first])).toEqual([
    [10, true],
    [10, false],
    [5, false],
  ]);
});

test("what cannot be an image is refused with a sentence before anything is sent", async () => {
  await queue.add([new File(["x"], "notes.txt"), photo("empty.png", 0), photo("big.png", 1001)]);
  expect(send).not.toHaveBeenCalled();
  expect(queue.state.get().failures).toEqual([
    { name: "notes.txt", sentence: t("notAnImage") },
    { name: "empty.png", sentence: t("empty") },
    { name: "big.png", sentence: t("tooLarge", { size: "1.0 kB", limit: "1.0 kB" }) },
  ]);
});

test("files that the server refuses among others are listed with its reasons", async () => {
  send.mockResolvedValue({
    items: [imageRecord("good")],
    problems: [{ name: "bad.png", problem: problem("It is cut off in the middle.") }],
  });
  await queue.add([photo("good.png"), photo("bad.png")]);
  expect(queue.state.get()).toMatchObject({
    added: ["good"],
    failures: [{ name: "bad.png", sentence: "It is cut off in the middle." }],
  });
});

test("when a whole request is refused, each file's own reason is found out", async () => {
  send.mockImplementation((files) =>
    Promise.reject(new ApiProblem(problem(files.length > 1 ? "The first is bad." : `${files[0]?.name ?? ""} is bad.`))),
  );
  await queue.add([photo("1.png"), photo("2.png")]);
  expect(queue.state.get()).toMatchObject({
    total: 2,
    done: 2,
    failures: [
      { name: "1.png", sentence: "1.png is bad." },
      { name: "2.png", sentence: "2.png is bad." },
    ],
  });
});

test("files that a lost connection kept back can be sent again", async () => {
  send.mockRejectedValueOnce(new Unreachable());
  await queue.add([photo("1.png"), new File(["x"], "notes.txt")]);
  expect(queue.state.get().failures.map(({ name, sentence }) => [name, sentence])).toEqual([
    ["notes.txt", t("notAnImage")],
    ["1.png", api.unreachable],
  ]);
  await queue.retry();
  expect(queue.state.get()).toMatchObject({ added: ["1.png"], failures: [{ name: "notes.txt" }] });
});

test("cancelling stops the request under way and forgets what waits", async () => {
  send.mockImplementation(
    (_files, _onProgress, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          reject(new DOMException("", "AbortError"));
        });
      }),
  );
  const adding = queue.add(Array.from({ length: 25 }, (_, index) => photo(`${index}.png`)));
  queue.cancel();
  await adding;
  expect(send).toHaveBeenCalledTimes(1);
  expect(queue.state.get().active).toBe(false);

  send.mockImplementation(takeAll);
  await queue.add([photo("later.png")]);
  expect(queue.state.get()).toMatchObject({ added: ["later.png"], failures: [] });
});

test("files added during an upload join it, and progress counts bytes over all requests", async () => {
  const seen: number[] = [];
  queue.state.subscribe(() => seen.push(queue.state.get().bytesSent));
  send.mockImplementationOnce(async (files, onProgress, signal) => {
    onProgress(5);
    await queue.add([photo("second.png", 30)]);
    return takeAll(files, onProgress, signal);
  });
  await queue.add([photo("first.png", 10)]);
  expect(queue.state.get()).toMatchObject({
    total: 2,
    added: ["first.png", "second.png"],
    bytesTotal: 40,
    bytesSent: 40,
  });
  expect(seen).toContain(5);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});
