/**
 * `npm test`: sets up what is missing, then runs every check, goes on when one fails, and ends with a summary. Of checks
 * that run beside each other all but the last lane show what they say when they have ended.
 *
 * A part alone: npm test -- --only lint,frontend
 */

import { parseArgs } from "node:util";

import { parts, stages } from "./setup/checks.mjs";
import { prepare } from "./setup/prepare.mjs";
import { announce, runMain, SetupProblem } from "./setup/report.mjs";

async function main() {
  const chosen = chosenParts();
  await prepare();
  const results = [];
  for (const lanes of stages) results.push(...(await runStage(lanes, chosen)));
  return summarise(results);
}

function chosenParts() {
  const { values } = parseArgs({ options: { only: { type: "string", default: parts.join(",") } } });
  const chosen = values.only.split(",");
  const unknown = chosen.filter((part) => !parts.includes(part));
  if (unknown.length > 0) throw new SetupProblem(`--only takes ${parts.join(", ")}; not ${unknown.join(", ")}.`);
  return chosen;
}

async function runStage(lanes, chosen) {
  const busy = lanes.map((lane) => lane.filter(({ part }) => chosen.includes(part))).filter((lane) => lane.length > 0);
  const ended = await Promise.allSettled(busy.map((lane, number) => runLane(lane, number === busy.length - 1)));
  const broken = ended.find(({ status }) => status === "rejected");
  if (broken) throw broken.reason;
  return ended.flatMap(({ value }) => value);
}

async function runLane(checks, isShown) {
  const results = [];
  for (const check of checks) results.push(await runCheck(check, isShown));
  return results;
}

async function runCheck({ part, name, action }, isShown) {
  const title = `${part}: ${name}`;
  if (isShown) announce(title);
  const started = Date.now();
  let failure = null;
  try {
    await action(isShown ? {} : { heading: title });
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    failure = error.message;
  }
  return { title, failure, seconds: (Date.now() - started) / 1000 };
}

function summarise(results) {
  announce("Summary");
  for (const { title, failure, seconds } of results) {
    console.log(`${failure === null ? "passed" : "FAILED"}  ${title}  (${seconds.toFixed(1)} s)`);
    if (failure !== null) console.log(`        ${failure}`);
  }
  const failed = results.filter(({ failure }) => failure !== null).length;
  console.log(`checks: ${results.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

await runMain(main);
