/** Child processes in the foreground: they share the terminal, and signals meant for us reach them once. */

import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";

import { root } from "./paths.mjs";
import { announce, Interrupted, SetupProblem } from "./report.mjs";

const forwarded = ["SIGINT", "SIGTERM", "SIGHUP"];

/** On Ctrl-C the same key press arrives up to three times: from the terminal, from npm and from its shell. */
const samePressMilliseconds = 500;

/**
 * Runs a program to its end and returns its exit code (128 + signal number when a signal ended it) and whether it was
 * sent a signal from here.
 *
 * The child has a process group of its own, so that a signal reaches it from here alone: the first one is passed on;
 * one that comes later, from a person who does not want to wait, kills the child and what it started.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {object} [options]
 * @param {Record<string, string>} [options.environment] variables added to our own
 * @param {number | "inherit"} [options.output] descriptor of a file for all that the program says; the terminal if none
 * @throws {SetupProblem} when the program cannot be started
 */
export async function run(program, args, { environment = {}, output = "inherit" } = {}) {
  let child;
  let firstSignal = null;
  const pass = (signal) => {
    const now = Date.now();
    if (firstSignal === null) {
      firstSignal = now;
      child.kill(signal);
    } else if (now - firstSignal > samePressMilliseconds) {
      process.kill(-child.pid, "SIGKILL");
    }
  };
  for (const signal of forwarded) process.on(signal, pass);
  try {
    child = spawn(program, args, {
      cwd: root,
      detached: true,
      env: { ...process.env, ...environment },
      stdio: ["inherit", output, output],
    });
    const code = await new Promise((resolve, reject) => {
      child.on("error", (error) => reject(new SetupProblem(`${program} cannot be started (${error.code}).`)));
      child.on("exit", (exitCode, signal) => resolve(exitCode ?? 128 + constants.signals[signal]));
    });
    return { code, interrupted: firstSignal !== null };
  } finally {
    for (const signal of forwarded) process.off(signal, pass);
  }
}

/**
 * Runs a program that must succeed.
 *
 * @param {string} remedy what a person can do when it fails
 * @param {object} [options]
 * @param {Record<string, string>} [options.environment] variables added to our own
 * @param {string} [options.heading] what the program says is shown under it, all at once when the program has ended
 * @throws {SetupProblem} when it fails
 * @throws {Interrupted} when a person stopped it
 */
export async function runOrStop(program, args, remedy, { environment, heading } = {}) {
  const running = (output) => run(program, args, { environment, output });
  const { code, interrupted } = await (heading ? shownAtTheEnd(heading, running) : running());
  if (interrupted) throw new Interrupted();
  if (code !== 0) throw new SetupProblem(`${[program, ...args].join(" ")} ended with code ${code}. ${remedy}`);
}

async function shownAtTheEnd(heading, running) {
  const folder = mkdtempSync(join(tmpdir(), "burnish-"));
  const file = join(folder, "output.txt");
  const descriptor = openSync(file, "w");
  try {
    return await running(descriptor);
  } finally {
    closeSync(descriptor);
    announce(heading);
    process.stdout.write(readFileSync(file));
    rmSync(folder, { recursive: true });
  }
}

/** What a program prints on its standard output, or null when it cannot be run or fails. */
export function outputOf(program, args) {
  const result = spawnSync(program, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return result.status === 0 ? result.stdout.trim() : null;
}
