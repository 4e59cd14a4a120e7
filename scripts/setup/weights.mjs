/** The weights that upscaling needs. */

import { announce, say } from "./report.mjs";
import { inEnvironment } from "./paths.mjs";
import { run } from "./run.mjs";

/**
 * Fetches what upscaling needs and is not there yet. Burnish also works while it is missing, so a failure is told
 * and not fatal.
 *
 * @param {string[]} serveArguments those of `burnish serve`, for the folder that they may choose
 */
export async function fetchWeights(serveArguments) {
  announce("Fetching the weights that upscaling needs");
  const { code } = await run(inEnvironment("burnish"), [
    "configure",
    "--only",
    "upscaling",
    "--yes",
    ...rootArguments(serveArguments),
  ]);
  if (code !== 0) say("Not all weights could be fetched. Burnish starts all the same; its page offers to try again.");
}

function rootArguments(args) {
  const position = args.findIndex((argument) => argument === "--root" || argument.startsWith("--root="));
  if (position === -1) return [];
  return args.slice(position, args[position] === "--root" ? position + 2 : position + 1);
}
