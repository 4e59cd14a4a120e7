/** Where things are in the repository. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A path inside the repository, from its parts. */
export const inRoot = (...parts) => join(root, ...parts);

/** The Python environment. */
export const environment = inRoot(".venv");

/** A program inside the Python environment. */
export const inEnvironment = (program) => join(environment, "bin", program);

/** The folder that the built front end is served from, and that becomes part of the wheel. */
export const builtFrontEnd = inRoot("backend", "burnish", "web", "static");
