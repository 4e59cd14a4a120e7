/** `npm run figures [-- FOLDER_WITH_WEIGHTS]`: makes the pictures of the documentation with the running program. */

import { findChromium } from "./setup/browser.mjs";
import { buildFrontEnd } from "./setup/javascript.mjs";
import { inEnvironment } from "./setup/paths.mjs";
import { prepare } from "./setup/prepare.mjs";
import { runMain } from "./setup/report.mjs";
import { runOrStop } from "./setup/run.mjs";

async function main() {
  await prepare();
  await buildFrontEnd();
  const remedy = "The messages above say what went wrong.";
  await runOrStop(inEnvironment("python"), ["-m", "scripts.figures", ...process.argv.slice(2)], remedy, {
    environment: { CHROMIUM_PATH: await findChromium() },
  });
  return 0;
}

await runMain(main);
