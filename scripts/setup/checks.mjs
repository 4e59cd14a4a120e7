/** The checks that `npm test` runs, in order. */

import { findChromium } from "./browser.mjs";
import { buildFrontEnd } from "./javascript.mjs";
import { inEnvironment, inRoot } from "./paths.mjs";
import { runOrStop } from "./run.mjs";

/** The parts that can be chosen with --only. */
export const parts = ["lint", "setup", "frontend", "python", "browser"];

/** Each check throws a SetupProblem when it fails. */
export const checks = [
  { part: "lint", name: "ruff", action: () => python("ruff", "check") },
  { part: "lint", name: "ruff format", action: () => python("ruff", "format", "--check") },
  { part: "lint", name: "mypy", action: () => python("mypy") },
  { part: "lint", name: "generated types", action: () => npm("types", "--check") },
  { part: "lint", name: "eslint", action: () => npm("lint") },
  { part: "lint", name: "tsc", action: () => npm("typecheck") },
  { part: "lint", name: "prettier", action: () => npm("format:check") },
  { part: "frontend", name: "build", action: buildFrontEnd },
  { part: "frontend", name: "vitest", action: () => npm("test:frontend") },
  { part: "setup", name: "setup program", action: () => npm("test:setup") },
  { part: "python", name: "pytest", action: () => pytest(["unit", "integration"]) },
  { part: "browser", name: "end to end", action: testInBrowser },
];

async function testInBrowser() {
  await buildFrontEnd();
  await pytest(["end_to_end"], { CHROMIUM_PATH: await findChromium() });
}

function pytest(folders, environment = {}) {
  const paths = folders.map((folder) => inRoot("tests", folder));
  return runOrStop(inEnvironment("pytest"), paths, "The messages above say which tests.", environment);
}

function python(program, ...args) {
  return runOrStop(inEnvironment(program), args, "The messages above say where.");
}

function npm(script, ...args) {
  return runOrStop("npm", ["run", "--silent", script, "--", ...args], "The messages above say where.");
}
