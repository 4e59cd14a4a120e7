/** The checks that `npm test` runs. */

import { findChromium } from "./browser.mjs";
import { buildFrontEnd } from "./javascript.mjs";
import { inEnvironment, inRoot } from "./paths.mjs";
import { runOrStop } from "./run.mjs";

/** The parts that can be chosen with --only. */
export const parts = ["lint", "setup", "frontend", "python", "browser"];

/** Files of tests go to as many processes, each with servers of its own, whichever has finished its last one. */
const atOnce = ["--numprocesses=2", "--dist=loadfile"];

const lint = [
  { part: "lint", name: "ruff", action: python("ruff", "check") },
  { part: "lint", name: "ruff format", action: python("ruff", "format", "--check") },
  { part: "lint", name: "mypy", action: python("mypy") },
  { part: "lint", name: "generated types", action: npm("types", "--check") },
  { part: "lint", name: "eslint", action: npm("lint") },
  { part: "lint", name: "tsc", action: npm("typecheck") },
  { part: "lint", name: "prettier", action: npm("format:check") },
];

/**
 * Stages follow each other, the lanes of a stage run beside each other, and the checks of a lane follow each other.
 *
 * The action of each check takes the options of `runOrStop` and throws a SetupProblem when the check fails.
 */
export const stages = [
  [[{ part: "frontend", name: "build", action: buildFrontEnd }]],
  [
    [
      ...lint,
      { part: "frontend", name: "vitest", action: npm("test:frontend") },
      { part: "setup", name: "setup program", action: npm("test:setup") },
    ],
    [
      {
        part: "python",
        name: "unit tests, hostile input, integration tests",
        action: pytest(...["unit", "hostile", "integration"].map((folder) => inRoot("tests", folder))),
      },
    ],
  ],
  [[{ part: "browser", name: "end to end", action: testInBrowser }]],
];

async function testInBrowser() {
  await buildFrontEnd();
  await pytest(inRoot("tests", "end_to_end"))({ environment: { CHROMIUM_PATH: await findChromium() } });
}

function pytest(...args) {
  return (options) =>
    runOrStop(inEnvironment("pytest"), [...atOnce, ...args], "The messages above say which tests.", options);
}

function python(program, ...args) {
  return (options) => runOrStop(inEnvironment(program), args, "The messages above say where.", options);
}

function npm(script, ...args) {
  const whole = ["run", "--silent", script, "--", ...args];
  return (options) => runOrStop("npm", whole, "The messages above say where.", options);
}
