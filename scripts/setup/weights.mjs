/** The weights that upscaling needs. */

import { announce, say } from "./report.mjs";
import { inEnvironment } from "./paths.mjs";
import { run } from "./run.mjs";

/** Flags of `burnish serve` that `burnish configure` takes too, and whether a value follows. */
const SHARED_FLAGS = new Map([
  ["--root", true],
  ["--config", true],
  ["--mirror", true],
  ["--mirrors", true],
  ["--ca-bundle", true],
  ["--offline", false],
  ["--no-offline", false],
]);

/**
 * Fetches what upscaling needs and is not there yet. Burnish also works while it is missing, so a failure is told
 * and not fatal.
 *
 * @param {string[]} serveArguments those of `burnish serve`: where weights are kept, and how they may be fetched
 */
export async function fetchWeights(serveArguments) {
  announce("Fetching the weights that upscaling needs");
  const shared = sharedArguments(serveArguments);
  const { code } = await run(inEnvironment("burnish"), ["configure", "--only", "upscaling", "--yes", ...shared]);
  if (code !== 0) say("Not all weights could be fetched. Burnish starts all the same; its page offers to try again.");
}

/** The arguments of `burnish serve` that hold for fetching weights as well. */
export function sharedArguments(serveArguments) {
  return serveArguments.flatMap((argument, index) => {
    const flag = argument.split("=", 1)[0].replaceAll("_", "-");
    if (!SHARED_FLAGS.has(flag)) return [];
    const valueIsNext = SHARED_FLAGS.get(flag) && !argument.includes("=");
    return valueIsNext ? serveArguments.slice(index, index + 2) : [argument];
  });
}
