/** Child processes in the foreground: they share the terminal, and signals meant for us reach them once. */

import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";

import { root } from "./paths.mjs";
import { Interrupted, SetupProblem } from "./report.mjs";

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
 * @param {Record<string, string>} [extraEnvironment] variables added to our own
 * @throws {SetupProblem} when the program cannot be started
 */
export async function run(program, args, extraEnvironment = {}) {
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
      env: { ...process.env, ...extraEnvironment },
      stdio: "inherit",
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
 * @throws {SetupProblem} when it fails
 * @throws {Interrupted} when a person stopped it
 */
export async function runOrStop(program, args, remedy, extraEnvironment = {}) {
  const { code, interrupted } = await run(program, args, extraEnvironment);
  if (interrupted) throw new Interrupted();
  if (code !== 0) throw new SetupProblem(`${[program, ...args].join(" ")} ended with code ${code}. ${remedy}`);
}

/** What a program prints on its standard output, or null when it cannot be run or fails. */
export function outputOf(program, args) {
  const result = spawnSync(program, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return result.status === 0 ? result.stdout.trim() : null;
}
