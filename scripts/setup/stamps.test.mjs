import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";

import { hashOf, unlessDone } from "./stamps.mjs";

let folder;
let stamp;
let runs;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "burnish-stamps-"));
  stamp = join(folder, "product", ".setup");
  runs = 0;
});

afterEach(() => rmSync(folder, { recursive: true }));

const step = (hash) =>
  unlessDone("A step", stamp, hash, async () => {
    runs += 1;
  });

test("a step runs once for the same inputs and again for others", async () => {
  await step("one");
  await step("one");
  assert.equal(runs, 1);
  await step("two");
  assert.equal(runs, 2);
});

test("a step runs again when what it made has gone", async () => {
  await step("one");
  rmSync(join(folder, "product"), { recursive: true });
  await step("one");
  assert.equal(runs, 2);
});

test("a step that fails is not taken for done, even where it was done before", async () => {
  await step("one");
  const failing = unlessDone("A step", stamp, "two", () => Promise.reject(new Error("no network")));
  await assert.rejects(failing, /no network/);
  assert.equal(existsSync(stamp), false);
  await step("one");
  assert.equal(runs, 2);
});

test("a hash follows contents and names, and leaves out what is excepted", () => {
  const source = join(folder, "source");
  mkdirSync(join(source, "dist"), { recursive: true });
  writeFileSync(join(source, "a"), "1");
  const hash = () => hashOf({ paths: [source], except: ["dist"] });
  const before = hash();

  writeFileSync(join(source, "dist", "built"), "anything");
  assert.equal(hash(), before);

  writeFileSync(join(source, "b"), "");
  const withB = hash();
  assert.notEqual(withB, before);

  writeFileSync(join(source, "b"), "1");
  assert.notEqual(hash(), withB);
});
