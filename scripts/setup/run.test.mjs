import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";

const runModule = new URL("./run.mjs", import.meta.url);

/** A shell script that says when it is ready and ends by itself after 20 seconds at most. */
const child = (onInterrupt) => `trap '${onInterrupt}' INT; echo ready; for i in $(seq 400); do sleep 0.05; done`;

/** Starts another Node.js that calls run() on a shell script and prints what it returned. */
function startRunner(script) {
  const code = `
    import { run } from ${JSON.stringify(runModule.href)};
    console.log(JSON.stringify(await run("sh", ["-c", ${JSON.stringify(script)}])));
  `;
  const runner = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output = { text: "" };
  runner.stdout.on("data", (chunk) => (output.text += chunk));
  const until = (text) =>
    new Promise((resolve) => {
      const look = () => output.text.includes(text) && resolve();
      runner.stdout.on("data", look);
      look();
    });
  const closed = new Promise((resolve) => runner.on("close", resolve));
  return { runner, until, result: () => closed.then(() => output.text) };
}

test("the exit code of the program comes back", async () => {
  const { result } = startRunner("exit 7");
  assert.deepEqual(JSON.parse(await result()), { code: 7, interrupted: false });
});

test("what a program says is shown under its heading when it has ended", async () => {
  const code = `
    import { runOrStop } from ${JSON.stringify(runModule.href)};
    const script = "echo first; echo second >&2; exit 3";
    const running = runOrStop("sh", ["-c", script], "Mend it.", { heading: "A check" });
    console.log("started");
    await running.catch((problem) => console.log(problem.message));
  `;
  const runner = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  runner.stdout.on("data", (chunk) => (output += chunk));
  await new Promise((resolve) => runner.on("close", resolve));
  const failure = "sh -c echo first; echo second >&2; exit 3 ended with code 3. Mend it.";
  assert.deepEqual(output.trim().split("\n"), ["started", "==> A check", "first", "second", failure]);
});

test("a program that a signal ends has 128 plus its number as code", async () => {
  const { result } = startRunner("kill -TERM $$");
  assert.deepEqual(JSON.parse(await result()), { code: 143, interrupted: false });
});

test("one press of Ctrl-C that arrives three times interrupts the program once", async () => {
  const { runner, until, result } = startRunner(child("echo interrupted; sleep 1; exit 0"));
  await until("ready");
  for (let press = 0; press < 3; press += 1) runner.kill("SIGINT");
  const lines = (await result()).trim().split("\n");
  assert.deepEqual(lines.slice(0, -1), ["ready", "interrupted"]);
  assert.deepEqual(JSON.parse(lines.at(-1)), { code: 0, interrupted: true });
});

test("a later second press kills a program that does not stop", async () => {
  const { runner, until, result } = startRunner(child("echo deaf"));
  await until("ready");
  runner.kill("SIGINT");
  await until("deaf");
  await new Promise((resolve) => setTimeout(resolve, 700));
  runner.kill("SIGINT");
  const lines = (await result()).trim().split("\n");
  assert.deepEqual(JSON.parse(lines.at(-1)), { code: 137, interrupted: true });
});
