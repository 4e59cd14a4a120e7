/** Everything that must be there before Burnish or its tests can run. */

import { prepareJavaScript } from "./javascript.mjs";
import { preparePython } from "./python.mjs";
import { SetupProblem } from "./report.mjs";

const oldestNode = [20, 19];

/**
 * Installs the Python and JavaScript packages that are missing or have changed.
 *
 * @throws {SetupProblem} when that cannot be done
 */
export async function prepare() {
  checkMachine();
  await preparePython();
  await prepareJavaScript();
}

function checkMachine() {
  if (process.platform === "win32") {
    throw new SetupProblem("Burnish runs on Linux and macOS. On Windows, run it inside WSL.");
  }
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    const wanted = oldestNode.join(".");
    throw new SetupProblem(
      `Burnish needs Node.js ${wanted} or newer; this is ${process.version}. Install a newer one.`,
    );
  }
}
