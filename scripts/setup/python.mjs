/** The Python environment `.venv`: made with venv, filled with pip from constraints.txt. */

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { environment, inEnvironment, inRoot, root } from "./paths.mjs";
import { SetupProblem } from "./report.mjs";
import { outputOf, runOrStop } from "./run.mjs";
import { hashOf, unlessDone } from "./stamps.mjs";

const oldest = [3, 11];
const newest = [3, 12];
const wanted = `Python ${oldest.join(".")} or ${newest.join(".")}`;

const constraints = inRoot("constraints.txt");
const python = inEnvironment("python");

/** Inside .venv, so that they go when it goes. */
const stamps = join(environment, ".setup");
const torchIndexFile = join(stamps, "torch-index");

const networkRemedy = "Check the network or the proxy, then run the same command again: it goes on where it stopped.";

/** Brings the environment up to date; does nothing when nothing has changed. */
export async function preparePython() {
  await makeEnvironment();
  await installTorch();
  await installPackages();
  await installBurnish();
}

/** The Python that the environment is made with. BURNISH_PYTHON names it; else the first that fits on the PATH. */
function findPython() {
  const chosen = process.env.BURNISH_PYTHON;
  const found = [];
  for (const name of chosen ? [chosen] : ["python3.11", "python3.12", "python3"]) {
    const version = outputOf(name, ["-c", "import sys; print(*sys.version_info[:3], sep='.')"]);
    if (version === null) continue;
    if (isSupported(version)) return { name, version };
    found.push(`${name} is ${version}`);
  }
  const seen = found.length > 0 ? `${found.join(", ")}.` : "none was found.";
  throw new SetupProblem(
    `Burnish needs ${wanted}; ${seen} Install one (on Debian and Ubuntu: apt install python3 python3-venv), ` +
      "or name it: BURNISH_PYTHON=/path/to/python3.11 npm start",
  );
}

function isSupported(version) {
  const [major, minor] = version.split(".").map(Number);
  return major === oldest[0] && minor >= oldest[1] && minor <= newest[1];
}

async function makeEnvironment() {
  const stamp = join(stamps, "environment");
  // An environment holds absolute paths: one that was copied or moved along with the folder is made anew.
  const hash = hashOf({ values: [root] });
  // One whose Python was removed from the system does not run any more.
  if (outputOf(python, ["--version"]) === null) rmSync(stamp, { force: true });
  await unlessDone("Making the Python environment .venv", stamp, hash, async () => {
    const { name } = findPython();
    const remedy = "On Debian and Ubuntu, venv is a package of its own: apt install python3-venv";
    await runOrStop(name, ["-m", "venv", "--clear", environment], remedy);
  });
}

/**
 * Installs torch from PyPI, or from the index that BURNISH_TORCH_INDEX names (a CPU-only or another CUDA build).
 * The choice is remembered until another is made.
 */
async function installTorch() {
  const remembered = existsSync(torchIndexFile) ? readFileSync(torchIndexFile, "utf8") : "";
  const index = process.env.BURNISH_TORCH_INDEX ?? remembered;
  const versions = readFileSync(constraints, "utf8")
    .split("\n")
    .filter((line) => /^torch(vision)?==/.test(line));
  const from = index === "" ? "PyPI" : index;
  const title = `Installing PyTorch from ${from} (the largest download, up to 3 GB)`;
  await unlessDone(title, join(stamps, "torch"), hashOf({ values: [index, ...versions] }), async () => {
    // pip takes another build of the same version for the one that is wanted, so the old one has to go first.
    await pip("uninstall", "--yes", "-qq", "torch", "torchvision");
    const source = index === "" ? [] : ["--index-url", index];
    await pip("install", ...source, "--constraint", constraints, "torch", "torchvision");
    writeFileSync(torchIndexFile, index);
  });
}

/**
 * Installs everything else that constraints.txt lists, and nothing that it does not: basicsr and its kin ask for
 * packages that running the networks never needs, and for an OpenCV that cannot be imported without X libraries.
 * Their builds take the torch that is there, because a build environment would install a second one.
 */
async function installPackages() {
  const hash = hashOf({ paths: [constraints] });
  await unlessDone("Installing the Python packages", join(stamps, "packages"), hash, async () => {
    await pip("install", "--no-deps", "setuptools", "wheel", "--constraint", constraints);
    await pip("install", "--no-deps", "--no-build-isolation", "--requirement", constraints);
  });
}

/** Installs Burnish itself, in place: a change in backend/ needs no new installation. */
async function installBurnish() {
  const hash = hashOf({ paths: [inRoot("pyproject.toml"), inRoot("scripts", "build_hook.py")] });
  await unlessDone("Installing Burnish into .venv", join(stamps, "burnish"), hash, () =>
    pip("install", "--no-deps", "--no-build-isolation", "--editable", root),
  );
}

function pip(command, ...args) {
  return runOrStop(python, ["-m", "pip", "--disable-pip-version-check", command, ...args], networkRemedy);
}
