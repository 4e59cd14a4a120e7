import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";

const scripts = fileURLToPath(new URL(".", import.meta.url));

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "burnish-start-"));
  cpSync(scripts, join(folder, "scripts"), { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a script of the copied repository, which has no .venv, with the Python that is named. */
function runScript(name, args, python) {
  const environment = { ...process.env, BURNISH_PYTHON: python };
  return spawnSync(process.execPath, [join(folder, "scripts", name), ...args], { encoding: "utf8", env: environment });
}

test("a machine without Python gets one sentence with the remedy", () => {
  const { status, stderr } = runScript("start.mjs", [], join(folder, "no-such-python"));
  assert.equal(status, 1);
  assert.match(stderr, /Burnish needs Python 3\.11 or 3\.12; none was found\..*apt install python3/);
  assert.doesNotMatch(stderr, /at .*\.mjs/);
});

for (const version of ["3.9.2", "3.13.0"]) {
  test(`Python ${version} is refused by its version`, () => {
    const python = join(folder, "python");
    writeFileSync(python, `#!/bin/sh\necho ${version}\n`);
    chmodSync(python, 0o755);
    const { status, stderr } = runScript("start.mjs", [], python);
    assert.equal(status, 1);
    assert.ok(stderr.includes(`${python} is ${version}`), stderr);
  });
}

test("an unknown part of the tests is refused before anything is installed", () => {
  const { status, stderr } = runScript("test.mjs", ["--only", "lint,everything"], "python3");
  assert.equal(status, 1);
  assert.match(stderr, /--only takes lint, .*; not everything/);
});
