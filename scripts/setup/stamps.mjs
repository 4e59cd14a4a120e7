/**
 * Doing only what has changed.
 *
 * A step leaves a stamp, the hash of everything it depends on, inside the folder that it makes. The stamp is written
 * last, so that an interrupted step is done again, and it goes away with the folder.
 */

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { announce } from "./report.mjs";

/**
 * The hash of files and folders (names and contents) and of plain strings.
 *
 * @param {{ paths?: string[], values?: string[], except?: string[] }} inputs absolute paths; `except` names folder
 *   entries that are left out wherever they stand
 */
export function hashOf({ paths = [], values = [], except = [] }) {
  const hash = createHash("sha256");
  const add = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      const names = readdirSync(path).filter((name) => !except.includes(name));
      for (const name of names.sort()) add(join(path, name));
    } else {
      hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
    }
  };
  paths.forEach(add);
  for (const value of values) hash.update(`${value}\0`);
  return hash.digest("hex");
}

/**
 * Runs `action` unless `stamp` already holds `hash`.
 *
 * @param {string} title what is printed when it has to be done
 * @param {string} stamp absolute path of the stamp
 * @param {string} hash what the step depends on
 * @param {() => Promise<void>} action
 */
export async function unlessDone(title, stamp, hash, action) {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  announce(title);
  rmSync(stamp, { force: true });
  await action();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
