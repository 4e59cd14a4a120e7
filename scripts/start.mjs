/**
 * `npm start`: sets up what is missing or has changed, then serves Burnish in the foreground.
 *
 * Arguments after `--` go to `burnish serve`: npm start -- --port 9091 --no-open
 */

import { buildFrontEnd } from "./setup/javascript.mjs";
import { inEnvironment } from "./setup/paths.mjs";
import { prepare } from "./setup/prepare.mjs";
import { announce, runMain } from "./setup/report.mjs";
import { run } from "./setup/run.mjs";
import { fetchWeights } from "./setup/weights.mjs";

async function main() {
  const serveArguments = process.argv.slice(2);
  await prepare();
  await buildFrontEnd();
  await fetchWeights(serveArguments);
  announce("Starting Burnish (Ctrl-C stops it)");
  const { code, interrupted } = await run(inEnvironment("burnish"), ["serve", "--open", ...serveArguments]);
  return interrupted ? 0 : code;
}

await runMain(main);
