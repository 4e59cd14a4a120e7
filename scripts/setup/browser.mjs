/** The Chromium that the end-to-end tests drive. */

import { existsSync } from "node:fs";

import { announce, SetupProblem } from "./report.mjs";
import { outputOf, runOrStop } from "./run.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macChrome = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const remedy = "Install Chromium or Chrome (on Debian: apt install chromium), or name it: CHROMIUM_PATH=/path npm test";

/**
 * The path of a Chromium: the one that CHROMIUM_PATH names, else one on the PATH, else Debian's, which is installed
 * where that is allowed without a password.
 *
 * @throws {SetupProblem} when there is none
 */
export async function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const found = findOnMachine();
  if (found) return found;
  await installDebianChromium();
  return findOnMachine() ?? stopWithout();
}

function findOnMachine() {
  for (const name of names) {
    const path = outputOf("which", [name]);
    if (path) return path;
  }
  return existsSync(macChrome) ? macChrome : null;
}

async function installDebianChromium() {
  if (outputOf("which", ["apt-get"]) === null) stopWithout();
  const asRoot = process.getuid() === 0 ? [] : ["sudo", "-n"];
  if (asRoot.length > 0 && outputOf("sudo", ["-n", "true"]) === null) stopWithout();
  announce("Installing Debian's Chromium for the tests in a browser");
  const aptGet = async (...args) => {
    const [program, ...rest] = [...asRoot, "apt-get", ...args];
    await runOrStop(program, rest, remedy);
  };
  await aptGet("update");
  await aptGet("install", "--yes", "--no-install-recommends", "chromium");
}

function stopWithout() {
  throw new SetupProblem(`no Chromium was found. ${remedy}`);
}
