/** The checks that `npm test` runs. */

import { findChromium } from "./browser.mjs";
import { buildFrontEnd } from "./javascript.mjs";
import { inEnvironment, inRoot } from "./paths.mjs";
import { runOrStop } from "./run.mjs";

/** The parts that can be chosen with --only. */
export const parts = ["lint", "setup", "frontend", "python", "browser"];

/** What one processor can do while the integration tests wait for the processes that they start. */
const quietChecks = [
  { part: "lint", name: "ruff", action: python("ruff", "check") },
  { part: "lint", name: "ruff format", action: python("ruff", "format", "--check") },
  { part: "lint", name: "mypy", action: python("mypy") },
  { part: "lint", name: "generated types", action: npm("types", "--check") },
  { part: "lint", name: "eslint", action: npm("lint") },
  { part: "lint", name: "tsc", action: npm("typecheck") },
  { part: "lint", name: "prettier", action: npm("format:check") },
  { part: "frontend", name: "vitest", action: npm("test:frontend") },
  { part: "setup", name: "setup program", action: npm("test:setup") },
  { part: "python", name: "unit tests", action: pytest("unit") },
];

/**
 * Stages follow each other, the lanes of a stage run beside each other, and the checks of a lane follow each other.
 *
 * The action of each check takes the options of `runOrStop` and throws a SetupProblem when the check fails.
 */
export const stages = [
  [[{ part: "frontend", name: "build", action: buildFrontEnd }]],
  [quietChecks, [{ part: "python", name: "integration tests", action: pytest("integration") }]],
  [[{ part: "browser", name: "end to end", action: testInBrowser }]],
];

async function testInBrowser() {
  await buildFrontEnd();
  await pytest("end_to_end")({ environment: { CHROMIUM_PATH: await findChromium() } });
}

function pytest(folder) {
  const remedy = "The messages above say which tests.";
  return (options) => runOrStop(inEnvironment("pytest"), [inRoot("tests", folder)], remedy, options);
}

function python(program, ...args) {
  return (options) => runOrStop(inEnvironment(program), args, "The messages above say where.", options);
}

function npm(script, ...args) {
  const whole = ["run", "--silent", script, "--", ...args];
  return (options) => runOrStop("npm", whole, "The messages above say where.", options);
}
