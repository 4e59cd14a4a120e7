/** The JavaScript packages and the built front end. */

import { join } from "node:path";

import { builtFrontEnd, inRoot } from "./paths.mjs";
import { runOrStop } from "./run.mjs";
import { hashOf, unlessDone } from "./stamps.mjs";

const lock = inRoot("package-lock.json");

/** Installs what package-lock.json pins, unless that is done. */
export async function prepareJavaScript() {
  const hash = hashOf({ paths: [lock], values: [process.version] });
  const remedy = "Check the network or the proxy, then run the same command again.";
  await unlessDone("Installing the JavaScript packages", inRoot("node_modules", ".setup"), hash, () =>
    runOrStop("npm", ["ci"], remedy),
  );
}

/** Builds the front end into the Python package, unless the build there is of the same sources. */
export async function buildFrontEnd() {
  const hash = hashOf({ paths: [inRoot("frontend"), lock], except: ["node_modules"] });
  await unlessDone("Building the front end", join(builtFrontEnd, ".setup"), hash, () =>
    runOrStop(
      inRoot("node_modules", ".bin", "vite"),
      ["build", "--config", inRoot("frontend", "vite.config.ts")],
      "The sources in frontend/ do not build; the messages above say where.",
    ),
  );
}
